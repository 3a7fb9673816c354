import { csv } from '../../shared/text/csv.ts';
import type { Debate } from '../debate.ts';
import { rank } from '../run/phase.ts';

const COLUMNS = [
  ...[
    'debate_id',
    'task',
    'status',
    'outcome',
    'winner',
    'round',
    'kind',
    'participant_id',
    'agent_id',
    'served_model',
  ],
  ...['position', 'confidence', 'cited_peer', 'reason', 'text', 'failure', 'at'],
];

/** The line of headings. */
export function csvHead(): string {
  return csv([COLUMNS]);
}

/** A line for each turn and each failed turn, in the order of their phases. */
export function* csvLines(debate: Debate): Generator<string> {
  for (const line of linesOf(debate)) yield csv([line]);
}

function linesOf(debate: Debate) {
  const { id, decision, status, outcome, verdict, participants } = debate;
  const about = [id, decision.task, status, outcome, verdict?.winner ?? null];
  const agentOf = (participantId: string) => participants.find((one) => one.id === participantId)?.agentId ?? null;
  const said = debate.resolvedTurns.map((turn) => {
    const { round, kind, participantId, call, position, confidence, citedPeer, reason, text, at } = turn;
    const who = [round, kind, participantId, agentOf(participantId), call?.servedModel ?? null];
    return { turn, line: [...about, ...who, position, confidence, citedPeer, reason, text, null, at] };
  });
  const failed = debate.failures.map((turn) => {
    const { round, kind, participantId, code, message, at } = turn;
    const who = [round, kind, participantId, agentOf(participantId), null];
    return { turn, line: [...about, ...who, null, null, null, null, null, code ?? message, at] };
  });
  return [...said, ...failed].sort((one, other) => rank(one.turn) - rank(other.turn)).map(({ line }) => line);
}
