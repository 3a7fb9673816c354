import type { Debate } from '../debate.ts';
import { isDebater } from '../participant.ts';
import { hearsOf } from '../protocols/topology.ts';
import type { Turn } from '../turn.ts';
import { inOrder } from './in-order.ts';
import { rank } from './phase.ts';
import type { TurnRequest } from './turn-request.ts';

/** What the participant is asked in the present phase of the debate. */
export function turnRequestOf(debate: Debate, participantId: string): TurnRequest {
  const { protocol, participants, interjections, isOpen } = debate;
  const { kind, round } = debate.phase ?? { kind: 'PROPOSAL' as const, round: 0 };
  const heard = kind === 'PROPOSAL' ? [] : heardBy(debate, participantId);
  const ungrouped = kind === 'GROUPING' ? debate.ungrouped.map(({ openAnswer }) => openAnswer ?? '') : [];
  const told = { heard, interjections, ungrouped };
  // What is stated in the phase that runs is not known to those who are still asked in it.
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

/** Among debaters the topology says who hears whom; a moderator and a judge hear everybody, and the two sides each other. */
function audibleTo({ participants, protocol }: Debate, participantId: string): (turn: Turn) => boolean {
  const listener = participants.find(({ id }) => id === participantId);
  if (listener?.role !== 'DEBATER') return () => true;
  const debaters = participants.filter(isDebater).map(({ id }) => id);
  const heard = new Set([...hearsOf(protocol.topology, debaters, participantId), participantId]);
  return (turn) => heard.has(turn.participantId);
}
