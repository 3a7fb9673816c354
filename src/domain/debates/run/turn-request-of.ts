import type { Debate } from '../debate.ts';
import { isDebater } from '../participant.ts';
import { hearsOf } from '../protocols/topology.ts';
import type { Turn } from '../turn.ts';
import { inOrder } from './in-order.ts';
import { rank } from './phase.ts';
import type { TurnRequest } from './turn-request.ts';

/** The turn request for the participant in the present phase of the debate. */
export function turnRequestOf(debate: Debate, participantId: string): TurnRequest {
  const { protocol, participants, interjections, isOpen } = debate;
  const { kind, round } = debate.phase ?? { kind: 'PROPOSAL' as const, round: 0 };
  const heard = kind === 'PROPOSAL' ? [] : heardBy(debate, participantId);
  const ungrouped = kind === 'GROUPING' ? debate.ungrouped.map(({ openAnswer }) => openAnswer ?? '') : [];
  const told = { heard, interjections, ungrouped };
  // Arguments stated in the present phase stay hidden from its other speakers.
  const decision = debate.argued(heard);
  return { kind, round, decision, isOpen, protocol, participants, participantId, ...told };
}

function heardBy(debate: Debate, participantId: string): readonly Turn[] {
  const { phase, participants } = debate;
  if (phase === null) return [];
  const audible = audibleTo(debate, participantId);
  const heard = debate.resolvedTurns.filter((turn) => rank(turn) < rank(phase) && audible(turn));
  return inOrder(heard, participants);
}

/** The topology decides which turns a debater sees; a moderator and a judge see all turns, and the two sides each other's. */
function audibleTo({ participants, protocol }: Debate, participantId: string): (turn: Turn) => boolean {
  const listener = participants.find(({ id }) => id === participantId);
  if (listener?.role !== 'DEBATER') return () => true;
  const debaters = participants.filter(isDebater).map(({ id }) => id);
  const heard = new Set([...hearsOf(protocol.topology, debaters, participantId), participantId]);
  return (turn) => heard.has(turn.participantId);
}
