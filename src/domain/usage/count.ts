import type { DebateEvents } from '../debates/events.ts';
import type { LoggedEvent } from '../events/event.ts';
import { streamKey } from '../events/stream-key.ts';
import type { Call } from '../shared/call.ts';
import { type CallUsage, NO_CALLS, together, usageOf } from './call-usage.ts';
import type { DebateMoment } from './debate-usage.ts';
import type { CountedCalls, CountedDebates, CountedStream } from './ports.ts';
import { dayOf } from './window.ts';

/** Usage to add, and how far the streams have been counted with it. */
export interface Counted {
  readonly calls: readonly CountedCalls[];
  readonly debates: readonly CountedDebates[];
  readonly streams: readonly CountedStream[];
}

/** Common fields of the events that carry a call. */
interface CallPayload {
  readonly participantId?: string;
  readonly call?: Call;
}

/**
 * Counts events of debates, in each stream by `seq`. It skips events that were counted before, and events that a fork
 * shares with its origin, because the origin counted them. Erased payloads count nothing.
 */
export function count(events: readonly LoggedEvent[], known: readonly CountedStream[]): Counted {
  const before = new Map(known.map((stream) => [streamKey(stream), stream]));
  const streams = new Map<string, CountedStream>();
  const calls = new Map<string, CountedCalls>();
  const debates = new Map<string, CountedDebates>();
  for (const event of events) {
    const stream = streams.get(streamKey(event)) ?? before.get(streamKey(event)) ?? streamOf(event);
    if (!stream || event.seq <= stream.counted) continue;
    streams.set(streamKey(stream), { ...stream, counted: event.seq });
    if (event.seq > 1 && event.seq <= stream.shared) continue;
    for (const one of callsIn(event, stream)) addCalls(calls, one);
    const moment = momentOf(event);
    if (moment) addDebate(debates, event, moment);
  }
  return { calls: [...calls.values()], debates: [...debates.values()], streams: [...streams.values()] };
}

/** The stream of a debate that begins with this event; undefined for other events. */
function streamOf({ workspaceId, stream, kind, data }: LoggedEvent): CountedStream | undefined {
  if (kind !== 'debate.started' || data === null) return undefined;
  const { participants, origin } = data as unknown as DebateEvents['debate.started'];
  const agents = Object.fromEntries(participants.map(({ id, agentId }) => [id, agentId]));
  return { workspaceId, stream, counted: 0, shared: origin?.seq ?? 0, agents };
}

function callsIn({ workspaceId, at, data }: LoggedEvent, { agents }: CountedStream): readonly CountedCalls[] {
  const { participantId = '', call } = (data ?? {}) as unknown as CallPayload;
  const agentId = agents[participantId] ?? participantId;
  return (call?.attempts ?? []).map((attempt) => {
    const model = `${attempt.provider}:${attempt.model}`;
    return { workspaceId, day: dayOf(at), agentId, model, usage: usageOf(attempt) };
  });
}

function momentOf({ kind, data }: LoggedEvent): DebateMoment | undefined {
  if (data === null) return undefined;
  if (kind === 'debate.started') return 'STARTED';
  return kind === 'debate.ended' ? (data as unknown as DebateEvents['debate.ended']).outcome : undefined;
}

function addCalls(calls: Map<string, CountedCalls>, one: CountedCalls): void {
  const key = JSON.stringify([one.workspaceId, one.day, one.agentId, one.model]);
  const before: CallUsage = calls.get(key)?.usage ?? NO_CALLS;
  calls.set(key, { ...one, usage: together(before, one.usage) });
}

function addDebate(debates: Map<string, CountedDebates>, { workspaceId, at }: LoggedEvent, moment: DebateMoment): void {
  const day = dayOf(at);
  const key = JSON.stringify([workspaceId, day, moment]);
  debates.set(key, { workspaceId, day, moment, debates: (debates.get(key)?.debates ?? 0) + 1 });
}
