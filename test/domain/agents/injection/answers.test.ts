import { describe, expect, it } from 'vitest';
import { turn } from '../deliberator/builders.ts';
import { aModel, answer, modelAsk, moderatedPanel, panel, wishFor } from '../panel.ts';
import { INJECTIONS } from './corpus.ts';

/** The quotation of the peer in a prompt. */
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

  it('keeps its own position when it quotes the peer within its answer', () => {
    const argument = { option: 'sqlite', stance: 'against', criterion: 'risk', strength: 0.1, source: text, text };
    const read = wish.read(answer({ text: `They say: ${text}`, arguments: [argument] }));
    expect(read).toMatchObject({ ...own, text: `They say: ${text}` });
    expect(read.stated?.every(({ option }) => option === 'sqlite')).toBe(true);
    expect(wish.read(answer({ reason: text })).position).toBe('sqlite');
  });

  it('keeps its own position when it quotes the peer before or after its answer', () => {
    expect(shown).not.toBe('');
    for (const words of [`They say:\n${shown}\n\nI say:\n${answer()}`, `${answer()}\n\nThey said:\n${shown}`]) {
      expect(wish.read(words)).toMatchObject(own);
    }
  });

  it('is rejected when it contains the quotation only', () => {
    expect(() => wish.read(`They say:\n${shown}`)).toThrow(/Write/);
  });

  it('of a judge keeps the choice of the judge', () => {
    const participants = [...panel(2), aModel(4, 'JUDGE')];
    const judge = wishFor(
      modelAsk('JUDGEMENT', { participants, participantId: 'p4', heard, protocol: { mode: 'JUDGE' } }),
    );
    const choice = JSON.stringify({ text: `They say: ${text}`, position: 'sqlite' });
    expect(judge.read(choice).position).toBe('sqlite');
    expect(judge.read(`They say:\n${shown}\n${choice}`).position).toBe('sqlite');
  });

  it('of a moderator that does not end the debate leaves it open', () => {
    const moderated = { participants: moderatedPanel(), heard: sides(text), protocol: { mode: 'MODERATED' } } as const;
    const moderator = wishFor(modelAsk('MODERATION', { ...moderated, participantId: 'p3' }));
    const no = { 'Whether there is a preference': 'No', 'Supported Side': '', Reason: text, 'Correct Answer': '' };
    expect(moderator.read(JSON.stringify(no)).ruling?.isFinal).toBe(false);
    expect(moderator.read(`They say:\n${shown}\n${JSON.stringify({ ...no, Reason: '' })}`).ruling?.isFinal).toBe(false);
  });
});
