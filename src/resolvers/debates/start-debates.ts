import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Actor } from '../../domain/access/actor.ts';
import type { Consensus, Topology } from '../../domain/debates/protocol.ts';
import { completed } from '../../domain/debates/start/check-start.ts';
import { userError } from '../../domain/shared/errors.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { DebateLimitsInput, StartDebateInput } from './debate-inputs.ts';
import { Debate } from './debate-types.ts';
import { toForkDebate, toStartDebate } from './from-debate-inputs.ts';
import { ConsensusEnum, TopologyEnum } from './protocol-enums.ts';
import { toDebate } from './to-debate.ts';

@ResultOf('startDebate')
class StartDebatePayload extends payloadWith('debate', Debate, 'The debate; null when there are user errors.') {}

@InputType({ description: 'The new agent of a participant.' })
class ParticipantAgentInput {
  @Field(() => String, { description: 'Key of the participant.' })
  participantKey!: string;

  @Field(() => String, { description: 'Key of the agent: `Agent.key`.' })
  agentKey!: string;
}

@InputType({ description: 'The debate to fork, and the changes.' })
export class ForkDebateInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the debate to fork, running or ended. It does not change.' })
  debateId!: string;

  @Field(() => String, {
    description: 'Cursor of the last event to share. At least one turn must come before it, and the verdict after it.',
  })
  after!: string;

  @Field(() => [ParticipantAgentInput], {
    nullable: true,
    description: 'New agents for some of the participants, at most 20. Default: the original agents.',
  })
  agents?: ParticipantAgentInput[] | null;

  @Field(() => String, { nullable: true, description: 'Message to the debaters before they continue.' })
  interjection?: string | null;

  @Field(() => ConsensusEnum, {
    nullable: true,
    description: 'As in StartDebateInput. Default: the value of the original.',
  })
  consensus?: Consensus | null;

  @Field(() => TopologyEnum, {
    nullable: true,
    description: 'As in StartDebateInput. Default: the value of the original.',
  })
  topology?: Topology | null;

  @Field(() => Int, { nullable: true, description: 'As in StartDebateInput. Default: the value of the original.' })
  maxRounds?: number | null;

  @Field(() => Int, { nullable: true, description: 'As in StartDebateInput. Default: the value of the original.' })
  paceMs?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'As in StartDebateInput. Default: the value of the original.' })
  debateAnyway?: boolean | null;

  @Field(() => DebateLimitsInput, { nullable: true, description: 'Limits of what the fork itself spends.' })
  limits?: DebateLimitsInput | null;
}

@ResultOf('forkDebate')
class ForkDebatePayload extends payloadWith('debate', Debate, 'The fork; null when there are user errors.') {}

@Resolver()
export class StartDebateResolver {
  @Mutation(() => StartDebatePayload, {
    description: 'Stores a debate and queues it to run. Follow it with `debateEvents`.',
  })
  startDebate(
    @Arg('input', () => StartDebateInput, { description: 'The debate to start.' }) input: StartDebateInput,
    @Ctx() context: Context,
  ): Promise<StartDebatePayload> {
    return mutate(context, 'startDebate', input, {
      compareBy: (wanted) => completed(toStartDebate(wanted)),
      work: async (actor, wanted) => (await context.debates.start(actor, toStartDebate(wanted))).id,
      answer: (id, actor) => startedDebate(context, actor, id),
    });
  }

  @Mutation(() => ForkDebatePayload, {
    description:
      'Starts a debate that shares the events of another debate up to a cursor and continues from there. The shared events have the same digests in both.',
  })
  forkDebate(
    @Arg('input', () => ForkDebateInput, { description: 'The debate to fork, the cursor and the changes.' })
    input: ForkDebateInput,
    @Ctx() context: Context,
  ): Promise<ForkDebatePayload> {
    return mutate(context, 'forkDebate', input, {
      work: async (actor, wanted) => (await context.debates.fork(actor, toForkDebate(wanted))).id,
      answer: (id, actor) => startedDebate(context, actor, id),
    });
  }
}

/** Returns the current debate. Throws a `UserError` (CONFLICT) when it was deleted after the key was used. */
async function startedDebate({ debates }: Context, actor: Actor, id: string): Promise<{ debate: Debate }> {
  const [debate] = await debates.findMany(actor, [id]);
  if (debate) return { debate: toDebate(debate) };
  const message = 'idempotencyKey: the debate started with this key was deleted. Use a new key to start another.';
  throw userError('CONFLICT', message, ['idempotencyKey']);
}
