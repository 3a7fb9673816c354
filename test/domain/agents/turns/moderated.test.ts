import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageAgent } from '../../../../src/domain/agents/language-agent.ts';
import type { TurnRequest } from '../../../../src/domain/debates/run/turn-request.ts';
import type { TurnKind } from '../../../../src/domain/debates/turn.ts';
import { silent } from '../../../support/services/silent-listener.ts';
import { turn } from '../deliberator/builders.ts';
import { saying } from '../deliberator/saying.ts';
import { modelAsk, moderatedPanel, openDecision, wishFor } from '../panel.ts';

const SPEAKERS: Partial<Record<TurnKind, string>> = { REPLY: 'p2', MODERATION: 'p3', JUDGEMENT: 'p4' };

const heard = [
  turn('PROPOSAL', 'p1', { position: 'sqlite', text: 'First words.' }),
  turn('ARGUMENT', 'p1', { position: 'sqlite', text: 'Affirmative words of round 1.' }),
  turn('REPLY', 'p2', { position: 'postgres', text: 'Negative words of round 1.' }),
  turn('MODERATION', 'p3', { text: 'Moderator words.' }),
  turn('ARGUMENT', 'p1', { round: 2, position: 'sqlite', text: 'Affirmative words of round 2.' }),
  turn('REPLY', 'p2', { round: 2, position: 'postgres', text: 'Negative words of round 2.' }),
];

function moderated(kind: TurnKind, more: Partial<Omit<TurnRequest, 'protocol'>> = {}): TurnRequest {
  const participantId = SPEAKERS[kind] ?? 'p1';
  return modelAsk(kind, { participants: moderatedPanel(), participantId, protocol: { mode: 'MODERATED' }, ...more });
}

const open = { isOpen: true, decision: openDecision() };

describe('the sides of a moderated debate', () => {
  it('have their text kept unchanged, for any text', async () => {
    const kinds = fc.constantFrom<TurnKind>('PROPOSAL', 'ARGUMENT', 'REPLY', 'MODERATION');
    await fc.assert(
      fc.asyncProperty(kinds, fc.string({ unit: 'binary', minLength: 1 }), async (kind, words) => {
        const agent = languageAgent(saying.info, saying.model, saying.words(words), { maxOutputTokens: 100 });
        const answer = await agent.ask(moderated(kind, open), silent, AbortSignal.timeout(5_000));
        expect(answer.text).toBe(words);
        if (kind === 'PROPOSAL') expect(answer).toMatchObject({ openAnswer: words, position: null });
      }),
    );
  });

  it('are shown to people while they are written', () => {
    expect(wishFor(moderated('ARGUMENT', open))).toMatchObject({ schema: null });
    expect(wishFor(moderated('ARGUMENT', open)).reader).toBeUndefined();
  });

  it.each([
    ['Answer: sqlite\nBecause it is one file.', 'sqlite'],
    ['**Answer:** PostgreSQL\nBecause.', 'postgres'],
    ['Answer: B', 'postgres'],
    ['I say this.\nAnswer: sqlite', null],
    ['Answer: mysql', null],
  ])('take their option from the first line: %j', (text, position) => {
    expect(wishFor(moderated('PROPOSAL')).read(text).position).toBe(position);
  });

  it('get the turns of both sides, but not of the moderator', () => {
    const { prompt } = wishFor(moderated('REPLY', { round: 2, heard: heard.slice(0, 5) }));
    expect(prompt).toContain('Affirmative side, first answer:');
    expect(prompt).toContain('Affirmative words of round 2.');
    expect(prompt).not.toContain('Moderator words.');
  });
});

describe('the moderator', () => {
  const ruling = (more: object) =>
    JSON.stringify({
      ...{
        'Whether there is a preference': 'Yes',
        'Supported Side': 'Negative',
        Reason: 'Why.',
        'Correct Answer': 'B',
      },
      ...more,
    });
  const read = (text: string, ask = moderated('MODERATION', { round: 2, heard })) => wishFor(ask).read(text);

  it('gets the first answer and the turns of its own round', () => {
    const { prompt } = wishFor(moderated('MODERATION', { round: 2, heard }));
    expect(prompt).toContain('First words.');
    expect(prompt).toContain('Negative words of round 2.');
    expect(prompt).not.toContain('Negative words of round 1.');
  });

  it('ends the debate for a side, with the option in the ruling', () => {
    expect(read(ruling({}))).toMatchObject({
      ...{ position: 'postgres', reason: 'Why.', ruling: { isFinal: true, side: 'p2', answer: 'B' } },
    });
  });

  it('ends the debate with the position of the side when the ruling has no answer', () => {
    expect(read(ruling({ 'Supported Side': 'Affirmative', 'Correct Answer': '' }))).toMatchObject({
      ...{ position: 'sqlite', ruling: { isFinal: true, side: 'p1', answer: null } },
    });
  });

  it('ends an open debate with an answer in words', () => {
    expect(read(ruling({ 'Supported Side': 'both' }), moderated('MODERATION', { ...open, heard }))).toMatchObject({
      ...{ position: null, ruling: { isFinal: true, side: null, answer: 'B' } },
    });
  });

  it.each([
    ['no preference', ruling({ 'Whether there is a preference': 'No' })],
    ['no word of it', ruling({ 'Whether there is a preference': undefined })],
    ['a preference for nothing', ruling({ 'Supported Side': '', 'Correct Answer': '' })],
    ['words that cannot be read', 'Yes! {{'],
    ['nothing', ''],
  ])('leaves the debate open with %s', (_, text) => {
    expect(read(text)).toMatchObject({ position: null, ruling: { isFinal: false, side: null, answer: null } });
  });
});

describe('the judge at the end', () => {
  const decide = moderated('JUDGEMENT', { round: 2, heard });

  it('first lists the candidates, in plain words', () => {
    const wish = wishFor(moderated('JUDGEMENT', { round: 1, heard }));
    expect(wish.schema).toBeNull();
    expect(wish.read('Affirmative: a\nNegative: b')).toMatchObject({ text: null, position: null });
    expect(wish.read('x')).not.toHaveProperty('ruling');
  });

  it('then gets its list and decides', () => {
    const list = turn('JUDGEMENT', 'p4', { text: 'Affirmative: a' });
    expect(wishFor({ ...decide, heard: [...heard, list] }).prompt).toContain('The candidates as you listed them:');
    expect(wishFor(decide).read('{"Reason": "Why.", "Correct Answer": "sqlite"}')).toMatchObject({
      ...{ position: 'sqlite', reason: 'Why.', ruling: { isFinal: true, side: null, answer: 'sqlite' } },
    });
  });

  it('gets an error that describes the form when the text contains no decision', () => {
    const without = moderated('JUDGEMENT', { ...open, round: 2 });
    expect(() => wishFor(decide).read('Both are right.')).toThrow('Write one JSON object');
    expect(() => wishFor(decide).read('{"Correct Answer": "mysql"}')).toThrow('the id of an option (sqlite, postgres)');
    expect(() => wishFor(without).read('{"Correct Answer": ""}')).toThrow(
      'Correct Answer: write the answer itself here.',
    );
  });
});

describe('an open question whose first answer is already a candidate', () => {
  const begun = { isOpen: true, decision: openDecision([{ id: 'c1', label: 'In a cookie.' }]), heard };

  it('is described in words, without ids', () => {
    for (const kind of ['ARGUMENT', 'REPLY', 'MODERATION', 'JUDGEMENT'] as const) {
      expect(wishFor(moderated(kind, { ...begun, round: 2 })).prompt, kind).not.toContain('c1');
    }
    expect(wishFor(moderated('MODERATION', begun)).prompt).toContain('"Correct Answer": the answer itself');
  });

  it('may be decided for an answer that is no candidate', () => {
    const words = '{"Reason": "Why.", "Correct Answer": "In a table."}';
    expect(wishFor(moderated('JUDGEMENT', { ...begun, round: 2 })).read(words)).toMatchObject({
      ...{ position: null, ruling: { isFinal: true, side: null, answer: 'In a table.' } },
    });
  });
});
