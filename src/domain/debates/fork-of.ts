import type { Actor } from '../access/actor.ts';
import { seqOf } from '../events/cursor.ts';
import type { EventLog } from '../events/ports.ts';
import { refuse } from '../shared/errors.ts';
import type { Clock } from '../shared/ports.ts';
import type { Debate } from './debate.ts';
import { fork } from './fork.ts';
import type { Participant } from './participant.ts';
import type { Panel } from './ports.ts';
import { checkProtocol, type Limits, type Protocol } from './protocol.ts';

/** A fork as somebody asks for it. */
export interface ForkDebate {
  readonly debateId: string;
  /** Cursor of the last event to share. */
  readonly after: string;
  /** The agent that answers from then on, by the participant it answers for. */
  readonly agents?: readonly { readonly participantId: string; readonly agentId: string }[];
  /** What changes in how it is held. The mode stays: the plan of another one could not go on from there. */
  readonly protocol: Partial<Pick<Protocol, 'consensus' | 'maxRounds' | 'paceMs' | 'topology' | 'debateAnyway'>> & {
    readonly limits?: Partial<Limits>;
  };
  /** Said to the debaters before they go on. */
  readonly interjection?: string;
}

interface ForkPorts {
  readonly log: EventLog;
  readonly panel: Panel;
  readonly clock: Clock;
  readonly defaultLimits: Limits;
}

const MOST_EVENTS = 10_000;

/** The fork of a debate; see `fork`. Throws a `Refusal` that says what cannot be. */
export async function forkOf(
  { log, panel, clock, defaultLimits }: ForkPorts,
  actor: Actor,
  original: Debate,
  wanted: ForkDebate,
  place: Pick<Debate, 'id' | 'workspaceId' | 'createdAt'>,
): Promise<Debate> {
  const seq = seqOf(wanted.after, original.id);
  const events = await log.read({ workspaceId: actor.workspaceId, stream: original.id }, 0, Math.min(seq, MOST_EVENTS));
  if (events.length < seq)
    throw refuse('BAD_CURSOR', 'after: this cursor is ahead of the events there are.', ['after']);
  const { limits, ...changes } = wanted.protocol;
  const isPaid = original.participants.some(({ model }) => model !== null);
  const unlimited = { maxCostUsd: null, maxTokens: null, deadline: null };
  const protocol = checkProtocol({
    ...original.protocol,
    ...present(changes),
    limits: { ...(isPaid ? defaultLimits : unlimited), ...present(limits ?? {}) },
  });
  const participants = exchanged(original.participants, wanted.agents ?? [], panel);
  const debate = fork(events, { ...place, decision: original.decision, participants, protocol });
  if (wanted.interjection !== undefined) debate.interject(wanted.interjection, actor.userId, clock.now());
  return debate;
}

function exchanged(
  participants: readonly Participant[],
  agents: NonNullable<ForkDebate['agents']>,
  panel: Panel,
): readonly Participant[] {
  const unknown = agents.find(({ participantId }) => !participants.some(({ id }) => id === participantId));
  if (unknown) throw refuse('INVALID_INPUT', `agents: ${unknown.participantId} does not take part.`, ['agents']);
  return participants.map((participant) => {
    const agentId = agents.find(({ participantId }) => participantId === participant.id)?.agentId;
    if (agentId === undefined) return participant;
    const agent = panel.find(agentId);
    const refusal = panel.refusalOf(agentId);
    if (agent === null || refusal !== null || agent.model === null) {
      throw refuse('INVALID_INPUT', `agents: ${refusal ?? `${agentId} is no language model.`}`, ['agents']);
    }
    const { provider, model, family, label } = agent;
    return { ...participant, agentId, provider, model, family, label, weight: 1 };
  });
}

function present<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)) as Partial<T>;
}
