import { describe, expect, it } from 'vitest';
import { drawQuestion, type Question } from '../../bench/protocols/model.ts';
import { Rng } from '../../bench/protocols/rng.ts';
import { talk } from '../../bench/protocols/talk.ts';
import { cellOf } from '../../bench/protocols/worlds.ts';
import { checkProtocol } from '../../src/domain/debates/protocol.ts';
import { decide } from '../../src/domain/debates/protocols/decide.ts';
import { needsExchange } from '../../src/domain/debates/protocols/gate.ts';
import { aDecision } from '../support/builders.ts';
import { closed, modelWorld } from '../support/providers/model-debates.ts';

const QUESTIONS = 500;
const SAFE = checkProtocol({ mode: 'SAFE' });
const { world } = cellOf({ strength: 'mixed', rho: 0.3, conformity: 0.2, correction: 0.25 });
const OPTIONS = Array.from({ length: world.options }, (_, option) => `o${option}`);

const ballots = (answers: readonly number[]) =>
  answers.map((answer, place) => ({ voter: `p${place + 1}`, weight: 1, position: OPTIONS[answer] ?? null }));

/** What the benchmark makes of a question, by the product's rules alone. */
function byTheRules(question: Question) {
  const blind = ballots(question.answers);
  const hadExchange = needsExchange(blind, SAFE);
  const final = hadExchange ? ballots(talk(world, question, 1, 'DISTINCT').answers) : null;
  return { winner: decide({ blind, final, options: OPTIONS, protocol: SAFE }).winner, hadExchange };
}

/** What the engine makes of it, with agents that answer as the scripted ones do. */
async function byTheEngine(question: Question) {
  const after = talk(world, question, 1, 'DISTINCT').answers;
  const debates = modelWorld(({ kind, participantId }) => {
    const answers = kind === 'PROPOSAL' ? question.answers : after;
    return { position: OPTIONS[answers[Number(participantId.slice(1)) - 1] ?? -1] ?? null };
  });
  const options = OPTIONS.map((id) => ({ id, label: id }));
  const { verdict, stopReason } = await debates.debate({ ...closed(), decision: aDecision({ ...NOTHING, options }) });
  return { winner: verdict?.winner ?? null, hadExchange: stopReason !== 'NOT_NEEDED' };
}

const NOTHING = { agents: [], evidence: [] };

describe('the benchmark of the protocols', () => {
  it('measures what the engine does: both decide the same of every question', async () => {
    const rng = new Rng(20261123, 'engine');
    let exchanges = 0;
    for (let number = 0; number < QUESTIONS; number++) {
      const question = drawQuestion(world, rng);
      const expected = byTheRules(question);
      expect(await byTheEngine(question)).toEqual(expected);
      if (expected.hadExchange) exchanges++;
    }
    expect(exchanges).toBeGreaterThan(QUESTIONS / 10);
  });
});
