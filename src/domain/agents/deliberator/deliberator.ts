import type { TurnRequest } from '../../debates/run/turn-request.ts';
import type { Answer } from '../../debates/turn.ts';
import { criticise } from './critique.ts';
import { perspectiveOf } from './perspective.ts';
import { propose } from './proposal.ts';
import { revise } from './revision.ts';
import { vote } from './vote.ts';

/**
 * The turn of a rule-based deliberator: it argues over the decision file by the strengths of its evidence and reads no
 * prose. The same turn request always gets the same answer; ties go to the first in the file. A position changes only
 * by a lead of more than EPSILON (see `choice.ts`). Throws an Error when the evidence of the file acts on itself in a
 * cycle, and for turns that only language models can take.
 */
export function deliberate(ask: TurnRequest): Answer {
  const perspective = perspectiveOf(ask);
  switch (ask.kind) {
    case 'PROPOSAL':
      return propose(perspective);
    case 'CRITIQUE':
      return criticise(perspective);
    case 'REVISION':
      return revise(perspective);
    case 'VOTE':
      return vote(perspective);
    default:
      throw new Error(`A deliberator takes no part in a ${ask.kind.toLowerCase()}.`);
  }
}
