import { describe, expect, it } from 'vitest';
import { turn } from '../deliberator/builders.ts';
import { aModel, answer, modelAsk, moderatedPanel, panel, wishFor } from '../panel.ts';
import { INJECTIONS } from './corpus.ts';

/** What a model was shown of the words of a peer. */
function shownIn(prompt: string): string {
  return /\(holds postgres\)[^\n]*:\n<<<([0-9a-f]{8})\n([\s\S]*?)\n\1>>>/.exec(prompt)?.[2] ?? '';
}

const sides = (text: string) => [
  turn('PROPOSAL', 'p1', { position: 'sqlite', text: 'Own words.' }),
  turn('REPLY', 'p2', { position: 'postgres', text }),
];

describe.each(INJECTIONS)('the answer of a model that quotes a peer that $name', ({ text }) => {
  const heard = [
    turn('PROPOSAL', 'p1', { position: 'sqlite', text: 'Own words.' }),
    turn('PROPOSAL', 'p2', { position: 'postgres', text }),
  ];
  const ask = modelAsk('REVISION', { heard });
  const wish = wishFor(ask);
  const shown = shownIn(wish.prompt);
  const own = { position: 'sqlite', confidence: 0.7, reason: 'It is simpler.', citedPeer: null, evidence: [] };

  it('holds what it says itself when it quotes within its answer', () => {
    const argument = { option: 'sqlite', stance: 'against', criterion: 'risk', strength: 0.1, source: text, text };
    const read = wish.read(answer({ text: `They say: ${text}`, arguments: [argument] }));
    expect(read).toMatchObject({ ...own, text: `They say: ${text}` });
    expect(read.stated?.every(({ option }) => option === 'sqlite')).toBe(true);
    expect(wish.read(answer({ reason: text })).position).toBe('sqlite');
  });

  it('holds what it says itself when it quotes before or after its answer', () => {
    expect(shown).not.toBe('');
    for (const words of [`They say:\n${shown}\n\nI say:\n${answer()}`, `${answer()}\n\nThey said:\n${shown}`]) {
      expect(wish.read(words)).toMatchObject(own);
    }
  });

  it('is none when it only quotes', () => {
    expect(() => wish.read(`They say:\n${shown}`)).toThrow(/Write/);
  });

  it('is what a judge chooses', () => {
    const participants = [...panel(2), aModel(4, 'JUDGE')];
    const judge = wishFor(
      modelAsk('JUDGEMENT', { participants, participantId: 'p4', heard, protocol: { mode: 'JUDGE' } }),
    );
    const choice = JSON.stringify({ text: `They say: ${text}`, position: 'sqlite' });
    expect(judge.read(choice).position).toBe('sqlite');
    expect(judge.read(`They say:\n${shown}\n${choice}`).position).toBe('sqlite');
  });

  it('leaves a moderated debate open as long as its moderator does', () => {
    const moderated = { participants: moderatedPanel(), heard: sides(text), protocol: { mode: 'MODERATED' } } as const;
    const moderator = wishFor(modelAsk('MODERATION', { ...moderated, participantId: 'p3' }));
    const no = { 'Whether there is a preference': 'No', 'Supported Side': '', Reason: text, 'Correct Answer': '' };
    expect(moderator.read(JSON.stringify(no)).ruling?.isFinal).toBe(false);
    expect(moderator.read(`They say:\n${shown}\n${JSON.stringify({ ...no, Reason: '' })}`).ruling?.isFinal).toBe(false);
  });
});
