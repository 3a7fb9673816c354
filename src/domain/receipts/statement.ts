import type { Debate } from '../debates/debate.ts';
import type { Turn } from '../debates/turn.ts';
import { type Json, storable } from '../shared/json.ts';

/** Summary of an ended debate: protocol, participants, positions, and the verdict. */
export function statementOf(debate: Debate): Json {
  const { decision, protocol, origin, status, outcome, stopReason, verdict, interjections } = debate;
  const { startedAt, endedAt, createdAt, candidates, failures, resumptions } = debate;
  return storable({
    ...{ decision, protocol, origin, status, outcome, stopReason, createdAt, startedAt, endedAt },
    participants: participantsOf(debate),
    candidates,
    turns: debate.resolvedTurns.map(outline),
    flips: debate.flips,
    failures: failures.map(({ kind, round, participantId, code = null, message, at }) => {
      return { kind, round, participantId, code, message, at };
    }),
    interjections,
    verdict,
    cost: costOf(debate),
    takeovers: resumptions,
  });
}

/** The text of a turn is in its event. */
function outline({ kind, round, participantId, at, position, confidence, citedPeer, reason, call }: Turn) {
  return { kind, round, participantId, at, position, confidence, citedPeer, reason, servedModel: served(call) };
}

function served(call: Turn['call']): string | null {
  return call?.servedModel ?? null;
}

function participantsOf({ participants, turns }: Debate) {
  return participants.map((participant) => {
    const models = turns
      .filter(({ participantId }) => participantId === participant.id)
      .map(({ call }) => served(call));
    return { ...participant, servedModels: [...new Set(models.filter((model) => model !== null))] };
  });
}

function costOf({ spending, calls, resumptions }: Debate) {
  return {
    ...spending,
    ...calls,
    /** Upper bound: calls in flight when a process crashed. Their cost is unknown and not in the sums. */
    callsCutOff: resumptions.reduce((sum, { cutOff }) => sum + cutOff.length, 0),
  };
}
