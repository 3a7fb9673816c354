import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymiser, WITHHELD } from '../../../../src/domain/agents/turns/anonymise.ts';
import type { TurnKind } from '../../../../src/domain/debates/turn.ts';
import { aDecision, piece, turn } from '../deliberator/builders.ts';
import { modelAsk, noEvidence, openDecision, panel, wishFor } from '../panel.ts';

const anonymise = anonymiser(modelAsk('REVISION'));

/** Every string that identifies a participant of the panel. */
const NAMES = panel(4).flatMap(({ label, agentId, provider, model, family }) => [
  ...[label, agentId, provider, model ?? '', family ?? ''],
]);

function occurs(name: string, text: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

describe('names in the texts of peers', () => {
  it.each([
    ['As Claude, I disagree.', `As ${WITHHELD}, I disagree.`],
    ["I'm ChatGPT.", `I'm ${WITHHELD}.`],
    ['GPT-5.4-mini and gpt4o agree', `${WITHHELD} and ${WITHHELD} agree`],
    ['Gemini 3 Pro, made by Google', `${WITHHELD}, made by ${WITHHELD}`],
    ['claude-opus-4-5 speaking', `${WITHHELD} speaking`],
    ['Claude Opus 4.5 here', `${WITHHELD} here`],
    ['(qwen/qwen3-235b, DeepSeek, Grok!)', `(${WITHHELD}, ${WITHHELD}, ${WITHHELD}!)`],
    ['C\u200dla\u200cude', WITHHELD],
    ['OPENAI_AGENT', `${WITHHELD}`],
  ])('are withheld: %j', (text, without) => {
    expect(anonymise(text)).toBe(without);
  });

  it.each([
    'Grokking takes time.',
    'The claudette opera',
    'Llamas eat',
    'a local, builtin index',
    'the format of JSON',
  ])('are not removed from other words: %j', (text) => {
    expect(anonymise(text)).toBe(text);
  });

  it('stay when the decision is about them', () => {
    const about = (decision = noEvidence()) => anonymiser(modelAsk('REVISION', { decision }))('Claude beats GPT here');
    expect(about(noEvidence({ task: 'Should we buy Claude?' }))).toBe(`Claude beats ${WITHHELD} here`);
    const options = ['claude', 'gpt'].map((id) => ({ id, label: id.toUpperCase() }));
    expect(about(noEvidence({ options }))).toBe('Claude beats GPT here');
    const source = { title: 'The Claude handbook', document: 'h.md' };
    expect(about(aDecision([piece('e1', ['sqlite', 'for'], 0.5, { source })], []))).toBe(
      `Claude beats ${WITHHELD} here`,
    );
    // An argument that a debater stated does not show the subject of the decision.
    expect(about(aDecision([piece('p2-p0-1', ['sqlite', 'for'], 0.5, { source, statedBy: 'p2' })], []))).toBe(
      `${WITHHELD} beats ${WITHHELD} here`,
    );
  });

  it('stay when a candidate of an open question is only a name', () => {
    const labels = ['Claude', "OpenAI's GPT-5.4", 'I am Gemini, so 42'];
    const decision = openDecision(labels.map((label, n) => ({ id: `c${n}`, label })));
    const text = anonymiser(modelAsk('REVISION', { isOpen: true, decision }))('Claude, GPT or Gemini?');
    expect(text).toBe(`Claude, GPT or ${WITHHELD}?`);
  });
});

describe('no prompt to a peer', () => {
  const kinds = fc.constantFrom<TurnKind>(
    'CRITIQUE',
    'REVISION',
    'VOTE',
    'JUDGEMENT',
    'GROUPING',
    'ARGUMENT',
    'MODERATION',
  );
  const word = fc.oneof(
    fc.constantFrom(...NAMES, 'ChatGPT', 'I am', 'says', ',', '\n', '\u200b', '\u202e', 'google.', '"'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const text = fc
    .array(fc.tuple(word, fc.constantFrom('', ' ', '-', '_')), { maxLength: 12 })
    .map((words) => words.flat().join(''));

  it('contains a name, for any text of the turns', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.tuple(text, text, text),
        fc.constantFrom('SAFE', 'DELIBERATE', 'MODERATED'),
        (kind, texts, mode) => {
          const heard = texts.map((said, n) =>
            turn('PROPOSAL', `p${n + 1}`, { text: said, position: null, openAnswer: `${said} it is` }),
          );
          const decision = openDecision([{ id: 'c1', label: `It is ${texts[0]}` }]);
          const interjections = [{ text: texts[1], by: 'ann', kind, round: 1, at: '2026-01-01T00:00:00.000Z' }];
          const ask = {
            isOpen: true,
            decision,
            heard,
            interjections,
            ungrouped: [`Take ${texts[2]}`],
            participants: panel(4),
          };
          const { system, prompt } = wishFor(modelAsk(kind, { ...ask, protocol: { mode } }));
          for (const name of NAMES) expect(occurs(name, `${system}\n${prompt}`), `${name} in ${prompt}`).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });
});
