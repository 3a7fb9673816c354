import type { TurnRequest } from '../../debates/run/turn-request.ts';
import { lastStand } from '../deliberator/knowledge.ts';
import { ownNameParts, peersOf, wordsOf } from './peers.ts';
import { interjectionParts, questionParts } from './question.ts';
import type { Part } from './quoted.ts';
import { STAND_FIRM } from './rules.ts';

/**
 * The prompt of a debater without the form of the answer: the question, its own answer, the turns it sees, and its
 * task.
 */
export function debaterParts(ask: TurnRequest): readonly Part[] {
  return [
    ...questionParts(ask),
    ...ownParts(ask),
    ...ownNameParts(ask),
    ...peersOf(ask).flatMap(({ parts }) => parts),
    ...interjectionParts(ask),
    taskOf(ask),
  ];
}

function ownParts(ask: TurnRequest): readonly Part[] {
  const stand = ask.kind === 'PROPOSAL' ? undefined : lastStand(ask.participantId, ask.heard);
  if (!stand) return [];
  const held = stand.position === null ? '' : ` (you hold ${stand.position})`;
  return [{ heading: `Your own answer so far${held}`, quote: wordsOf(stand) }];
}

function taskOf(ask: TurnRequest): string {
  switch (ask.kind) {
    case 'PROPOSAL':
      return 'Answer the question by yourself. Nobody has heard you yet, and you have heard nobody.';
    case 'CRITIQUE':
      return 'Find the one weakest step in what a peer says, by which its answer fails, and say why it does not hold. Object to nothing if you find nothing wrong: an objection for its own sake misleads.';
    case 'VOTE':
      return `The debate is over. Say what you now hold to be right; it counts as your vote.\n${STAND_FIRM}`;
    default:
      return `Check what was said against your own answer, and give the answer you now hold to be right.\n${STAND_FIRM}`;
  }
}
