import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { Actor } from '../../domain/access/actor.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput, ReasonedInput } from '../shared/mutation-input.ts';
import { Payload, payloadWith, ResultOf } from '../shared/payload.ts';
import { Debate, toDebate } from './debate-types.ts';

const DEBATE = 'The debate; null when there are user errors.';

@InputType({ description: 'Something to say to the debaters.' })
class InterjectInput extends MutationInput {
  @Field(() => ID, { description: 'The debate.' })
  debateId!: string;

  @Field(() => String, { description: 'The words, 4,000 characters at most. They are heard from the next phase on.' })
  text!: string;
}

@InputType({ description: 'What turned out right.' })
class RecordGroundTruthInput extends MutationInput {
  @Field(() => ID, { description: 'The debate, which has ended with a verdict.' })
  debateId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The option or candidate that turned out right; null: none of them.',
  })
  groundTruth?: string | null;
}

@InputType({ description: 'A debate to cancel.' })
class CancelDebateInput extends ReasonedInput {
  @Field(() => ID, { description: 'The debate.' })
  id!: string;
}

@InputType({ description: 'An ended debate to delete.' })
class DeleteDebateInput extends ReasonedInput {
  @Field(() => ID, { description: 'The debate.' })
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
  'The debate as it stands. Still RUNNING when the process that runs it has not stopped it within two seconds.',
) {}

@ResultOf('deleteDebate')
class DeleteDebatePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Id of the deleted debate.' })
  deletedDebateId?: string | null;
}

@Resolver()
export class ChangeDebateResolver {
  @Mutation(() => InterjectPayload, {
    description:
      'Says something to the debaters of a running debate. Language models hear it from the next phase on; rule-based agents read no prose.',
  })
  interject(
    @Arg('input', () => InterjectInput, { description: 'What to say.' }) input: InterjectInput,
    @Ctx() context: Context,
  ): Promise<InterjectPayload> {
    return mutate(context, 'interject', input, {
      work: async (actor, wanted) => (await context.debates.interject(actor, wanted)).id,
      answer: (id, actor) => debateOf(context, actor, id),
    });
  }

  @Mutation(() => RecordGroundTruthPayload, {
    description: 'Records what turned out right. Weights, POLICY and the gain of debates go by it from then on.',
  })
  recordGroundTruth(
    @Arg('input', () => RecordGroundTruthInput, { description: 'Of which debate, and what.' })
    input: RecordGroundTruthInput,
    @Ctx() context: Context,
  ): Promise<RecordGroundTruthPayload> {
    return mutate(context, 'recordGroundTruth', input, {
      work: async (actor, wanted) => (await context.debates.recordGroundTruth(actor, wanted)).id,
      answer: (id, actor) => debateOf(context, actor, id),
    });
  }

  @Mutation(() => CancelDebatePayload, { description: 'Stops a debate. Everything said so far stays.' })
  cancelDebate(
    @Arg('input', () => CancelDebateInput, { description: 'Which one.' }) input: CancelDebateInput,
    @Ctx() context: Context,
  ): Promise<CancelDebatePayload> {
    const { debates } = context;
    return mutate(context, 'cancelDebate', input, {
      work: (actor, wanted) => debates.cancel(actor, wanted),
      answer: async (id, actor) => ({ debate: toDebate(await debates.untilEnded(actor, id)) }),
    });
  }

  @Mutation(() => DeleteDebatePayload, {
    description: 'Deletes an ended debate for good. Its events lose their content; that they happened stays provable.',
  })
  deleteDebate(
    @Arg('input', () => DeleteDebateInput, { description: 'Which one.' }) input: DeleteDebateInput,
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
