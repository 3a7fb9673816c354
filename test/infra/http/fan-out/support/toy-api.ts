import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Actor } from '../../../../../src/domain/access/actor.ts';
import { eventCursor, seqOf } from '../../../../../src/domain/events/cursor.ts';
import type { LoggedEvent } from '../../../../../src/domain/events/event.ts';
import { follow } from '../../../../../src/domain/events/follow.ts';
import { notFound } from '../../../../../src/domain/shared/errors.ts';
import type { GraphqlApi, OperationContext } from '../../../../../src/infra/http/graphql/api.ts';
import { systemClock } from '../../../../../src/infra/runtime.ts';
import { clientError } from '../../../../../src/resolvers/shared/client-error.ts';
import { mapFollowed } from '../../../../../src/resolvers/shared/map-async.ts';
import type { ToyWorld } from './toy-world.ts';

const TYPES = /* GraphQL */ `
  type Query { hello(ms: Int = 0): String! }
  type Subscription {
    events(stream: ID!, after: String): Event!
    "The same events, with the text in capitals."
    shouts(stream: ID!, after: String): Event!
    "Is executed for each subscriber."
    countdown(from: Int!): Int!
  }
  type Event {
    seq: Int!
    cursor: String!
    text(repeat: Int = 1): String!
    "Its value depends on the permission to create debates."
    secret: String!
    fragile: String
    strict: String!
    echo(word: String): String
  }
`;

interface ToyEvent {
  readonly seq: number;
  readonly cursor: string;
  readonly stream: string;
  readonly text: string;
  readonly isBroken?: boolean;
}

/** A GraphQL API over the streams of the world. Only the fields in `sharedFields` are shared. */
export function toyApi(world: ToyWorld, sharedFields: readonly string[]): GraphqlApi {
  const schema = makeExecutableSchema({ typeDefs: TYPES, resolvers: resolversOf(world) });
  return {
    schema,
    sharedFields: new Set(sharedFields),
    maxAnswerBytes: 10_000_000,
    denial: () => undefined,
    requireProof: async () => {},
    contextFor: (requestId, caller) => ({
      requestId,
      caller,
      address: null,
      get actor() {
        return caller.actor;
      },
    }),
    clientError: (error, thrown) => clientError(error, thrown, () => 'err_1'),
  };
}

function resolversOf(world: ToyWorld) {
  return {
    Query: {
      hello: async (_: unknown, { ms }: { ms: number }) => {
        await systemClock.sleep(ms);
        return `hello after ${ms}`;
      },
    },
    Subscription: {
      events: {
        subscribe: (_: unknown, args: FollowArgs, context: OperationContext) => followed(world, args, context.actor),
        resolve: async (event: ToyEvent) => {
          world.count(event.stream, event.seq);
          if (world.executionMs > 0) await systemClock.sleep(world.executionMs);
          return event;
        },
      },
      shouts: {
        subscribe: async (_: unknown, args: FollowArgs, context: OperationContext) =>
          mapFollowed(await followed(world, args, context.actor), (event) => ({
            ...event,
            text: event.text.toUpperCase(),
          })),
        resolve: (event: ToyEvent) => event,
      },
      countdown: {
        subscribe: async function* (_: unknown, { from }: { from: number }) {
          for (let left = from; left > 0; left--) {
            yield left;
            await systemClock.sleep(1);
          }
        },
        resolve: (left: number) => left,
      },
    },
    Event: {
      text: ({ text }: ToyEvent, { repeat }: { repeat: number }) => text.repeat(repeat),
      secret: (_: ToyEvent, _args: unknown, { actor }: OperationContext) => secretOf(actor),
      fragile: wholeOrBroken,
      strict: wholeOrBroken,
      echo: (_: ToyEvent, { word }: { word?: string }) => word,
    },
  };
}

export function secretOf({ permissions }: Actor): string {
  return permissions.has('debates.create') ? 'for those who create' : 'for those who read';
}

function wholeOrBroken({ seq, isBroken }: ToyEvent): string {
  if (isBroken) throw new Error(`Toy ${seq} is broken.`);
  return 'whole';
}

interface FollowArgs {
  readonly stream: string;
  readonly after?: string | null;
}

async function followed(world: ToyWorld, { stream, after }: FollowArgs, actor: Actor) {
  await world.enter(stream);
  if (world.hidden.has(stream) || !actor.permissions.has('debates.read')) throw notFound(stream, ['stream']);
  const ports = { log: world.log, bus: world.bus, clock: systemClock };
  const options = { after: after ? seqOf(after, stream) : 0, isLast, batch: 100 };
  return mapFollowed(follow(ports, world.ref(stream), options), toToy);
}

function isLast({ kind }: LoggedEvent): boolean {
  return kind === 'end';
}

function toToy({ stream, seq, data }: LoggedEvent): ToyEvent {
  if (data === null) throw notFound(`${stream} ${seq}`);
  return { ...(data as { text: string }), stream, seq, cursor: eventCursor(stream, seq) };
}
