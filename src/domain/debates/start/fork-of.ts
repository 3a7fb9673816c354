import type { Actor } from '../../access/actor.ts';
import { seqOf } from '../../events/cursor.ts';
import type { LoggedEvent } from '../../events/event.ts';
import type { EventLog, StreamRef } from '../../events/ports.ts';
import { userError } from '../../shared/errors.ts';
import { given } from '../../shared/given.ts';
import type { Clock } from '../../shared/ports.ts';
import { checkCount } from '../../shared/shapes/item-count.ts';
import { shownValue } from '../../shared/text/shown-value.ts';
import type { Debate } from '../debate.ts';
import { FOLLOWING_EVENTS } from '../events.ts';
import { isDebater, type Participant } from '../participant.ts';
import type { Panel } from '../ports.ts';
import type { Limits, Protocol } from '../protocol.ts';
import { checkInterjection } from '../run/interjection.ts';
import { checkLimitedProtocol } from './check-limits.ts';
import { checkArbiter } from './choose-participants.ts';
import { fork, TURN_KINDS } from './fork.ts';
import type { FormerPanel } from './origin.ts';

/** The input of `forkDebate`. */
export interface ForkDebate {
  readonly debateId: string;
  /** Cursor of the last event to share. Events recorded in the same step are shared too. */
  readonly after: string;
  /** Agents that replace those of these participants. */
  readonly agents?: readonly { readonly participantId: string; readonly agentId: string }[];
  /** Changes of the protocol. The mode stays: another plan could not continue from there. */
  readonly protocol: Partial<Pick<Protocol, 'consensus' | 'maxRounds' | 'paceMs' | 'topology' | 'debateAnyway'>> & {
    readonly limits?: Partial<Limits>;
  };
  /** Message to the debaters before they continue. */
  readonly interjection?: string;
}

interface ForkPorts {
  readonly log: EventLog;
  readonly panel: Panel;
  readonly clock: Clock;
  readonly defaultLimits: Limits;
}

const MAX_EVENTS = 10_000;
/** Debaters, and the roles beside them. */
const MAX_PARTICIPANTS = 20;

/** Who forks which debate, with what changes, and what the fork is called. */
interface Forking {
  readonly actor: Actor;
  readonly original: Debate;
  readonly input: ForkDebate;
  readonly place: Pick<Debate, 'id' | 'workspaceId' | 'createdAt'>;
}

/** The fork of a debate; see `fork`. Throws a `UserError` that names what is not possible. */
export async function forkOf(ports: ForkPorts, { actor, original, input, place }: Forking): Promise<Debate> {
  checkCount('agents', input.agents, MAX_PARTICIPANTS);
  const seq = seqOf(input.after, original.id);
  const events = await sharedEvents(ports, { workspaceId: actor.workspaceId, stream: original.id }, seq);
  const participants = input.agents?.length
    ? exchanged(original.participants, input.agents, ports.panel)
    : original.participants;
  const { limits = {}, ...changes } = input.protocol;
  const now = ports.clock.now();
  const wanted = { ...original.protocol, ...given(changes), limits };
  const protocol = checkLimitedProtocol(wanted, participants, { ...ports, now });
  const isExchanged = participants !== original.participants || original.formerPanels.length > 0;
  const formerPanels = isExchanged ? formerPanelsOf(original, events) : [];
  const debate = fork(events, { ...place, decision: original.decision, participants, protocol, formerPanels });
  if (input.interjection !== undefined) {
    debate.interject(checkInterjection(input.interjection, 'interjection'), actor.userId, now);
  }
  return debate;
}

/** The events up to the `seq`-th and the rest of its step: a step is shared whole. */
async function sharedEvents({ log }: ForkPorts, ref: StreamRef, seq: number): Promise<readonly LoggedEvent[]> {
  const events = await log.read(ref, 0, Math.min(seq + MAX_FOLLOWING, MAX_EVENTS));
  if (events.length < seq)
    throw userError('BAD_CURSOR', 'after: this cursor is ahead of the events there are.', ['after']);
  const next = events.findIndex(({ kind }, at) => at >= seq && !FOLLOWING_EVENTS.includes(kind));
  return next < 0 ? events : events.slice(0, next);
}

/** The participants of the shared events: the agents of the fork did not take part in them. */
function formerPanelsOf(original: Debate, shared: readonly LoggedEvent[]): readonly FormerPanel[] {
  const untilSeq = shared.length;
  const count = (isCounted: (kind: string) => boolean) => shared.filter(({ kind }) => isCounted(kind)).length;
  const last = original.formerPanels.find((panel) => panel.untilSeq >= untilSeq) ?? original;
  return [
    ...original.formerPanels.filter((panel) => panel.untilSeq < untilSeq),
    {
      untilSeq,
      turns: count((kind) => TURN_KINDS.includes(kind)),
      failures: count((kind) => kind === 'agent.failed'),
      participants: last.participants,
    },
  ];
}

/** One grouping step records the candidates and at most one change of position for each answer. */
const MAX_FOLLOWING = 20;

function exchanged(
  participants: readonly Participant[],
  agents: NonNullable<ForkDebate['agents']>,
  panel: Panel,
): readonly Participant[] {
  const unknown = agents.find(({ participantId }) => !participants.some(({ id }) => id === participantId));
  if (unknown)
    throw userError('INVALID_INPUT', `agents: ${shownValue(unknown.participantId)} does not take part.`, ['agents']);
  return participants.map((participant) => {
    const agentId = agents.find(({ participantId }) => participantId === participant.id)?.agentId;
    if (agentId === undefined) return participant;
    const agent = panel.find(agentId);
    const refusal = panel.refusalOf(agentId);
    if (agent === null || refusal !== null || agent.model === null) {
      throw userError('INVALID_INPUT', `agents: ${refusal ?? `${shownValue(agentId)} is no language model.`}`, [
        'agents',
      ]);
    }
    const { provider, model, family, label } = agent;
    if (!isDebater(participant)) checkArbiter({ ...agent, agentId }, participants, 'agents');
    // A judge keeps its label. The weight measured for the former agent does not apply to the new one.
    return { ...participant, agentId, provider, model, family, weight: 1, ...(isDebater(participant) && { label }) };
  });
}
