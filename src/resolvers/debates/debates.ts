import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Debates } from '../../domain/debates/debates.ts';
import type { DebateFilter as DomainFilter } from '../../domain/debates/list-debates.ts';
import type { Context } from '../context.ts';
import { toConnection } from '../shared/connection.ts';
import { mapAsync, mapFollowed } from '../shared/map-async.ts';
import { orUserErrors } from '../shared/user-errors.ts';
import { DebateOrderEnum } from './debate-enums.ts';
import {
  CancelDebateInput,
  DebateFilter,
  DeleteDebateInput,
  ForkDebateInput,
  InterjectInput,
  RecordGroundTruthInput,
  StartDebateInput,
} from './debate-inputs.ts';
import {
  CancelDebatePayload,
  DebateChange,
  DebateConnection,
  DeleteDebatePayload,
  EstimateDebatePayload,
  ForkDebatePayload,
  InterjectPayload,
  RecordGroundTruthPayload,
  StartDebatePayload,
} from './debate-payloads.ts';
import { Debate, toDebate } from './debate-types.ts';
import { DebateEvent } from './events/debate-event.ts';
import { toDebateEvent } from './events/to-debate-event.ts';
import { toForkDebate, toStartDebate } from './from-debate-inputs.ts';

declare module '../context.ts' {
  interface Doors {
    readonly debates: Debates;
  }
}

const FIRST = { nullable: true, description: 'How many to take from the start of the page, 1 to 100.' } as const;
const LAST = { nullable: true, description: 'How many to take from the end of the page, 1 to 100.' } as const;
const AFTER = { nullable: true, description: 'Only what comes after this cursor.' } as const;
const BEFORE = { nullable: true, description: 'Only what comes before this cursor.' } as const;

@Resolver()
export class DebateResolver {
  @Query(() => Debate, { nullable: true, description: 'A debate; null when the workspace has none with this id.' })
  async debate(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { debateLoader }: Context) {
    const debate = await debateLoader.load(id);
    return debate ? toDebate(debate) : null;
  }

  @Query(() => DebateConnection, { description: 'The debates of the workspace. Give `first` or `last`.' })
  async debates(
    @Arg('first', () => Int, FIRST) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Arg('last', () => Int, LAST) last: number | null,
    @Arg('before', () => String, BEFORE) before: string | null,
    @Arg('filter', () => DebateFilter, { nullable: true, description: 'Which debates.' }) wanted: DebateFilter | null,
    @Arg('orderBy', () => DebateOrderEnum, { defaultValue: 'NEWEST_FIRST', description: 'In which order.' })
    order: 'NEWEST_FIRST' | 'OLDEST_FIRST',
    @Ctx() { debates, actor }: Context,
  ): Promise<DebateConnection> {
    const filter = toFilter(wanted);
    const list = await debates.list(actor, { first, after, last, before, filter, order });
    const edges = list.items.map((debate) => ({ cursor: list.cursorOf(debate), node: toDebate(debate) }));
    const count = () => debates.count(actor, filter);
    return Object.assign(new DebateConnection(), toConnection(edges, list), { count });
  }

  @Query(() => EstimateDebatePayload, {
    description: 'What a debate would take, and whether it could be started at all.',
  })
  estimateDebate(
    @Arg('input', () => StartDebateInput, { description: 'The debate.' }) input: StartDebateInput,
    @Ctx() { debates }: Context,
  ): Promise<EstimateDebatePayload> {
    return orUserErrors(async () => ({ estimate: debates.estimate(toStartDebate(input)) }));
  }

  @Mutation(() => StartDebatePayload, { description: 'Stores a debate and has it run. Follow it with `debateEvents`.' })
  startDebate(
    @Arg('input', () => StartDebateInput, { description: 'The debate.' }) input: StartDebateInput,
    @Ctx() { debates, actor }: Context,
  ): Promise<StartDebatePayload> {
    return orUserErrors(async () => ({
      debate: toDebate(await debates.start(actor, toStartDebate(input), input.idempotencyKey ?? undefined)),
    }));
  }

  @Mutation(() => ForkDebatePayload, {
    description:
      'Starts a debate that shares another one’s events up to a cursor and goes on from there. The shared events have the same digests in both.',
  })
  forkDebate(
    @Arg('input', () => ForkDebateInput, { description: 'Which one, from where, and what changes.' })
    input: ForkDebateInput,
    @Ctx() { debates, actor }: Context,
  ): Promise<ForkDebatePayload> {
    return orUserErrors(async () => ({
      debate: toDebate(await debates.fork(actor, toForkDebate(input), input.idempotencyKey ?? undefined)),
    }));
  }

  @Mutation(() => InterjectPayload, {
    description:
      'Says something to the debaters of a running debate. Language models hear it from the next phase on; rule-based agents read no prose.',
  })
  interject(
    @Arg('input', () => InterjectInput, { description: 'What to say.' }) {
      debateId,
      text,
      idempotencyKey,
    }: InterjectInput,
    @Ctx() { debates, actor }: Context,
  ): Promise<InterjectPayload> {
    return orUserErrors(async () => ({
      debate: toDebate(await debates.interject(actor, debateId, text, idempotencyKey ?? undefined)),
    }));
  }

  @Mutation(() => RecordGroundTruthPayload, {
    description: 'Records what turned out right. Weights, POLICY and the gain of debates go by it from then on.',
  })
  recordGroundTruth(
    @Arg('input', () => RecordGroundTruthInput, { description: 'Of which debate, and what.' })
    input: RecordGroundTruthInput,
    @Ctx() { debates, actor }: Context,
  ): Promise<RecordGroundTruthPayload> {
    const { debateId, groundTruth, idempotencyKey } = input;
    return orUserErrors(async () => ({
      debate: toDebate(
        await debates.recordGroundTruth(actor, debateId, groundTruth ?? null, idempotencyKey ?? undefined),
      ),
    }));
  }

  @Mutation(() => CancelDebatePayload, { description: 'Stops a debate. Everything said so far stays.' })
  cancelDebate(
    @Arg('input', () => CancelDebateInput, { description: 'Which one.' }) input: CancelDebateInput,
    @Ctx() { debates, actor }: Context,
  ): Promise<CancelDebatePayload> {
    const { id, idempotencyKey, reason } = input;
    return orUserErrors(async () => ({
      debate: toDebate(await debates.cancel(actor, id, idempotencyKey ?? undefined, reason ?? undefined)),
    }));
  }

  @Mutation(() => DeleteDebatePayload, {
    description: 'Deletes an ended debate for good. Its events lose their content; that they happened stays provable.',
  })
  deleteDebate(
    @Arg('input', () => DeleteDebateInput, { description: 'Which one.' }) input: DeleteDebateInput,
    @Ctx() { debates, actor }: Context,
  ): Promise<DeleteDebatePayload> {
    const { id, idempotencyKey, reason } = input;
    return orUserErrors(async () => ({
      deletedDebateId: await debates.delete(actor, id, idempotencyKey ?? undefined, reason ?? undefined),
    }));
  }

  @Subscription(() => DebateEvent, {
    description:
      'The events of a debate: what is past, then what comes, in order, each once, until the debate has ended. After a lost connection go on with the cursor of the last event you have.',
    subscribe: ({ args, context }) => subscribeToEvents(args as EventArgs, context as Context),
  })
  debateEvents(
    @Arg('debateId', () => ID, { description: 'The debate.' }) _debateId: string,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last event you have; none: from the start.',
    })
    _after: string | null,
    @Root() event: DebateEvent,
  ): DebateEvent {
    return event;
  }

  @Subscription(() => DebateChange, {
    description:
      'Says which debate of the workspace to read again, from now on. Changes that come close together are told once.',
    subscribe: ({ context }) => subscribeToChanges(context as Context),
  })
  debatesChanged(@Root() change: DebateChange): DebateChange {
    return change;
  }
}

@Resolver(() => DebateChange)
export class DebateChangeResolver {
  @FieldResolver(() => Debate, { nullable: true, description: 'The debate as it is now; null when it was deleted.' })
  async debate(@Root() { debateId }: DebateChange, @Ctx() { debateLoader }: Context): Promise<Debate | null> {
    const debate = await debateLoader.load(debateId);
    return debate ? toDebate(debate) : null;
  }
}

interface EventArgs {
  readonly debateId: string;
  readonly after?: string | null;
}

async function subscribeToEvents({ debateId, after }: EventArgs, { debates, actor }: Context) {
  return mapFollowed(await debates.follow(actor, debateId, after ?? undefined), toDebateEvent);
}

function subscribeToChanges({ debates, actor }: Context) {
  return mapAsync(debates.changes(actor), (debateId) => Object.assign(new DebateChange(), { debateId }));
}

function toFilter(filter: DebateFilter | null): DomainFilter {
  const { status, outcome, text } = filter ?? {};
  return { ...(status && { statuses: status }), ...(outcome && { outcomes: outcome }), ...(text && { text }) };
}
