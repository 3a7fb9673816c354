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
import { Debate, toDebate } from './debate-types.ts';
import { toForkDebate, toStartDebate } from './from-debate-inputs.ts';
import { ConsensusEnum, TopologyEnum } from './protocol-enums.ts';

@ResultOf('startDebate')
class StartDebatePayload extends payloadWith('debate', Debate, 'The debate; null when there are user errors.') {}

@InputType({ description: 'The agent that answers for a participant from now on.' })
class ParticipantAgentInput {
  @Field(() => ID, { description: 'The participant.' })
  participantId!: string;

  @Field(() => ID, { description: 'The agent, as `agents` lists it.' })
  agentId!: string;
}

@InputType({ description: 'A debate to fork.' })
export class ForkDebateInput extends MutationInput {
  @Field(() => ID, { description: 'The debate to fork. It goes on unchanged, or has ended.' })
  debateId!: string;

  @Field(() => String, {
    description: 'Cursor of the last event to share, which comes after at least one turn and before the verdict.',
  })
  after!: string;

  @Field(() => [ParticipantAgentInput], { nullable: true, description: 'Other agents for some of the participants.' })
  agents?: ParticipantAgentInput[] | null;

  @Field(() => String, { nullable: true, description: 'Something to say to the debaters before they go on.' })
  interjection?: string | null;

  @Field(() => ConsensusEnum, {
    nullable: true,
    description: 'As in StartDebateInput; as in the original when left out.',
  })
  consensus?: Consensus | null;

  @Field(() => TopologyEnum, {
    nullable: true,
    description: 'As in StartDebateInput; as in the original when left out.',
  })
  topology?: Topology | null;

  @Field(() => Int, { nullable: true, description: 'As in StartDebateInput; as in the original when left out.' })
  maxRounds?: number | null;

  @Field(() => Int, { nullable: true, description: 'As in StartDebateInput; as in the original when left out.' })
  paceMs?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'As in StartDebateInput; as in the original when left out.' })
  debateAnyway?: boolean | null;

  @Field(() => DebateLimitsInput, { nullable: true, description: 'Limits of the fork, for what it spends itself.' })
  limits?: DebateLimitsInput | null;
}

@ResultOf('forkDebate')
class ForkDebatePayload extends payloadWith('debate', Debate, 'The fork; null when there are user errors.') {}

@Resolver()
export class StartDebateResolver {
  @Mutation(() => StartDebatePayload, { description: 'Stores a debate and has it run. Follow it with `debateEvents`.' })
  startDebate(
    @Arg('input', () => StartDebateInput, { description: 'The debate.' }) input: StartDebateInput,
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
      'Starts a debate that shares another one’s events up to a cursor and goes on from there. The shared events have the same digests in both.',
  })
  forkDebate(
    @Arg('input', () => ForkDebateInput, { description: 'Which one, from where, and what changes.' })
    input: ForkDebateInput,
    @Ctx() context: Context,
  ): Promise<ForkDebatePayload> {
    return mutate(context, 'forkDebate', input, {
      work: async (actor, wanted) => (await context.debates.fork(actor, toForkDebate(wanted))).id,
      answer: (id, actor) => startedDebate(context, actor, id),
    });
  }
}

/** The debate as it is now. Throws a `UserError` (CONFLICT) when it was deleted since its key was used. */
async function startedDebate({ debates }: Context, actor: Actor, id: string): Promise<{ debate: Debate }> {
  const [debate] = await debates.findMany(actor, [id]);
  if (debate) return { debate: toDebate(debate) };
  const message = 'idempotencyKey: the debate started with this key was deleted. Use a new key to start another.';
  throw userError('CONFLICT', message, ['idempotencyKey']);
}
