import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { Actor } from '../../domain/access/actor.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput, ReasonedInput } from '../shared/mutation-input.ts';
import { Payload, payloadWith, ResultOf } from '../shared/payload.ts';
import { Debate } from './debate-types.ts';
import { toDebate } from './to-debate.ts';

const DEBATE = 'The debate; null when there are user errors.';

@InputType({ description: 'A message to the debaters of a running debate.' })
class InterjectInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the debate.' })
  debateId!: string;

  @Field(() => String, { description: 'Text, at most 4,000 characters. Debaters receive it from the next phase on.' })
  text!: string;
}

@InputType({ description: 'The ground truth of a debate.' })
class RecordGroundTruthInput extends MutationInput {
  @Field(() => ID, { description: 'Id of a debate that ended with a verdict.' })
  debateId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Key of the option or candidate that turned out right; null when none of them did.',
  })
  groundTruth?: string | null;
}

@InputType({ description: 'The debate to cancel.' })
class CancelDebateInput extends ReasonedInput {
  @Field(() => ID, { description: 'Id of the debate.' })
  id!: string;
}

@InputType({ description: 'The ended debate to delete.' })
class DeleteDebateInput extends ReasonedInput {
  @Field(() => ID, { description: 'Id of the debate.' })
  id!: string;
}

@ResultOf('interject')
class InterjectPayload extends payloadWith('debate', Debate, DEBATE) {}

@ResultOf('recordGroundTruth')
class RecordGroundTruthPayload extends payloadWith('debate', Debate, DEBATE) {}

@ResultOf('cancelDebate')
class CancelDebatePayload extends payloadWith(
  'debate',
  Debate,
  'The debate; null when there are user errors. It is still RUNNING when its process has not stopped it within two seconds.',
) {}

@ResultOf('deleteDebate')
class DeleteDebatePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Id of the deleted debate; null when there are user errors.' })
  deletedDebateId?: string | null;
}

@Resolver()
export class ChangeDebateResolver {
  @Mutation(() => InterjectPayload, {
    description:
      'Sends a message to the debaters of a running debate. Language models receive it from the next phase on; rule-based agents ignore it.',
  })
  interject(
    @Arg('input', () => InterjectInput, { description: 'The message.' }) input: InterjectInput,
    @Ctx() context: Context,
  ): Promise<InterjectPayload> {
    return mutate(context, 'interject', input, {
      work: async (actor, wanted) => (await context.debates.interject(actor, wanted)).id,
      answer: (id, actor) => debateOf(context, actor, id),
    });
  }

  @Mutation(() => RecordGroundTruthPayload, {
    description: 'Records the ground truth of a debate. Weights, POLICY and the gain of debates use it from then on.',
  })
  recordGroundTruth(
    @Arg('input', () => RecordGroundTruthInput, { description: 'The debate and its ground truth.' })
    input: RecordGroundTruthInput,
    @Ctx() context: Context,
  ): Promise<RecordGroundTruthPayload> {
    return mutate(context, 'recordGroundTruth', input, {
      work: async (actor, wanted) => (await context.debates.recordGroundTruth(actor, wanted)).id,
      answer: (id, actor) => debateOf(context, actor, id),
    });
  }

  @Mutation(() => CancelDebatePayload, { description: 'Cancels a debate. Its turns are kept.' })
  cancelDebate(
    @Arg('input', () => CancelDebateInput, { description: 'The debate to cancel.' }) input: CancelDebateInput,
    @Ctx() context: Context,
  ): Promise<CancelDebatePayload> {
    const { debates } = context;
    return mutate(context, 'cancelDebate', input, {
      work: (actor, wanted) => debates.cancel(actor, wanted),
      answer: async (id, actor) => ({ debate: toDebate(await debates.untilEnded(actor, id)) }),
    });
  }

  @Mutation(() => DeleteDebatePayload, {
    description:
      'Deletes an ended debate permanently. The content of its events is erased. Their digests are kept as proof.',
  })
  deleteDebate(
    @Arg('input', () => DeleteDebateInput, { description: 'The debate to delete.' }) input: DeleteDebateInput,
    @Ctx() context: Context,
  ): Promise<DeleteDebatePayload> {
    return mutate(context, 'deleteDebate', input, async (actor, wanted) => ({
      deletedDebateId: await context.debates.delete(actor, wanted),
    }));
  }
}

async function debateOf({ debates }: Context, actor: Actor, id: string): Promise<{ debate: Debate }> {
  return { debate: toDebate(await debates.find(actor, id)) };
}
