// All subscribers of one server, in a separate process.
import { answer, nowMs } from './channel.ts';
import { Subscriber, type Target } from './subscriber.ts';

export interface Wish extends Omit<Target, 'variables'> {
  readonly subscribers: number;
  /** Starting points, used in turn: the variables, and the number of events that a subscriber then has. */
  readonly starts: readonly { readonly variables: object; readonly has: number }[];
}

export interface Lateness {
  readonly p50: number;
  readonly p99: number;
}

const AT_ONCE = 100;
const subscribers: Subscriber[] = [];
/** The number of events that each subscriber has. */
const has: number[] = [];
let failure: Error | undefined;
let awaited: { readonly target: number; missing: number; readonly all: PromiseWithResolvers<void> } | undefined;
let timed: { readonly after: number; readonly times: Float64Array } | undefined;

answer({
  connect: async ({ subscribers: wanted, starts, ...target }: Wish) => {
    while (subscribers.length < wanted) {
      const some = Array.from({ length: Math.min(AT_ONCE, wanted - subscribers.length) }, () =>
        subscribe(target, starts),
      );
      await Promise.all(some.map(({ subscribed }) => subscribed));
    }
  },
  /** Returns when each subscriber has this many events. */
  until: async (target: number) => {
    if (failure) throw failure;
    const missing = has.filter((count) => count < target).length;
    awaited = { target, missing, all: Promise.withResolvers() };
    if (missing === 0) awaited.all.resolve();
    await awaited.all.promise;
  },
  sample: () => subscribers[0]?.sample,
  /** Records the arrival times of the next events after this one. */
  time: ({ after, events }: { readonly after: number; readonly events: number }) => {
    timed = { after, times: new Float64Array(events * subscribers.length) };
  },
  /** The lateness of these events, from the times of their publication. */
  lateness: (publishedAt: readonly number[]): Lateness => {
    const late = (timed?.times ?? new Float64Array()).map((at, place) => {
      return at - (publishedAt[Math.floor(place / subscribers.length)] ?? Number.NaN);
    });
    timed = undefined;
    late.sort();
    const share = (of: number) => late[Math.floor(late.length * of)] ?? Number.NaN;
    return { p50: share(0.5), p99: share(0.99) };
  },
});

function subscribe(target: Omit<Target, 'variables'>, starts: Wish['starts']): Subscriber {
  const place = subscribers.length;
  const start = starts[place % starts.length] ?? { variables: {}, has: 0 };
  has.push(start.has);
  const listener = { events: (count: number) => arrived(place, count), failed };
  const subscriber = new Subscriber({ ...target, variables: start.variables }, listener, place === 0);
  subscribers.push(subscriber);
  return subscriber;
}

function arrived(place: number, count: number): void {
  const before = has[place] ?? 0;
  const now = before + count;
  has[place] = now;
  if (timed) record(timed, place, before, now);
  if (awaited && before < awaited.target && now >= awaited.target && --awaited.missing === 0) awaited.all.resolve();
}

function record({ after, times }: NonNullable<typeof timed>, place: number, before: number, now: number): void {
  const at = nowMs();
  for (let event = before; event < now; event++) times[(event - after) * subscribers.length + place] = at;
}

function failed(error: Error): void {
  failure ??= error;
  awaited?.all.reject(error);
}
