import { describe, expect, it } from 'vitest';
import { aDecision, piece, turn } from '../deliberator/builders.ts';
import { answer, modelAsk, openDecision, wishFor } from '../panel.ts';

const candidates = [
  { id: 'c1', label: 'In a cookie' },
  { id: 'c2', label: 'In Redis' },
];
const heard = [
  turn('PROPOSAL', 'p1', { position: 'sqlite', text: 'Mine.' }),
  turn('PROPOSAL', 'p2', { position: 'postgres', text: 'Theirs.' }),
  turn('PROPOSAL', 'p3', { position: 'postgres', text: 'Theirs too.' }),
];
const deliberate = { protocol: { mode: 'DELIBERATE' }, heard } as const;

function read(json: string, ask = modelAsk('PROPOSAL')) {
  return wishFor(ask).read(json);
}

describe('an answer to a closed question', () => {
  it('is read with all its fields', () => {
    expect(read(answer({ confidence: 0.7 }))).toEqual({
      ...{ text: 'My reasons.', position: 'sqlite', confidence: 0.7, reason: 'It is simpler.' },
      ...{ evidence: [], citedPeer: null, targetId: null, hasMore: false, stated: [] },
    });
  });

  it.each([
    ['the id', 'postgres'],
    ['the id in another case', 'Postgres'],
    ['the label', 'PostgreSQL'],
    ['the letter', 'B'],
    ['the letter with its label', 'B. PostgreSQL'],
    ['a name in emphasis', '**postgres**.'],
  ])('may name its position by %s', (_, position) => {
    expect(read(answer({ position })).position).toBe('postgres');
  });

  it('may not use a letter when the ids of the options are letters', () => {
    const options = ['b', 'a'].map((id) => ({ id, label: `Plan ${id}` }));
    const ask = modelAsk('PROPOSAL', { decision: aDecision([], [], { options }) });
    expect(read(answer({ position: 'B' }), ask).position).toBe('b');
    expect(wishFor(ask).prompt).not.toContain('A. Plan');
  });

  it('abstains with null', () => {
    expect(read(answer({ position: null })).position).toBeNull();
    expect(() => read('{"text": "I cannot tell."}')).toThrow('position: Write an id here, or null to abstain.');
  });

  it('with an unknown position gets an error with the possible ids', () => {
    expect(() => read(answer({ position: 'mysql' }))).toThrow(
      'position: write one of sqlite, postgres, or null, instead of "mysql".',
    );
  });

  it.each([
    ['nothing', '', 'Write the answer as one JSON object'],
    ['prose', 'I would take SQLite.', 'Write the answer as one JSON object'],
    ['two answers', `${answer()} or ${answer({ position: 'postgres' })}`, 'Write one JSON object only'],
    ['no prose', answer({ text: ' ' }), 'text: Write the prose of the answer here'],
  ])('gets an error that describes the form instead of %s', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('takes confidence in per cent, and null when it is no number', () => {
    expect(read(answer({ confidence: 85 })).confidence).toBe(0.85);
    expect(read(answer({ confidence: '60%' })).confidence).toBe(0.6);
    expect(read(answer({ confidence: -1 })).confidence).toBe(0);
    expect(read(answer({ confidence: 'high' })).confidence).toBeNull();
  });

  it('cites only evidence of the decision', () => {
    const decision = aDecision(
      [piece('e1', ['sqlite', 'for'], 0.5), piece('p2-p0-1', ['sqlite', 'for'], 0.5, { statedBy: 'p2' })],
      [],
    );
    const ask = modelAsk('PROPOSAL', { decision });
    expect(read(answer({ cited: ['e1', 'p2-p0-1', 'e9'] }), ask).evidence).toEqual(['e1']);
  });
});

describe('stated arguments', () => {
  const stated = (...items: object[]) => read(answer({ arguments: items })).stated;
  const whole = {
    option: 'sqlite',
    stance: 'for',
    criterion: 'the effort',
    strength: 0.6,
    source: null,
    text: 'One file.',
  };

  it('keep the criterion by its id, or in words', () => {
    expect(stated(whole, { ...whole, criterion: 'licence' })).toEqual([
      { ...whole, criterion: 'effort' },
      { ...whole, criterion: 'licence' },
    ]);
  });

  it('have a strength from 0 to 1', () => {
    expect(stated({ ...whole, strength: 7 }, { ...whole, strength: -2 })?.map(({ strength }) => strength)).toEqual([
      0.07, 0,
    ]);
  });

  it('are dropped when they are invalid', () => {
    expect(
      stated(
        { ...whole, option: 'mysql' },
        { ...whole, option: null },
        { ...whole, stance: 'perhaps' },
        { ...whole, text: '' },
        'for sqlite' as unknown as object,
      ),
    ).toEqual([]);
  });

  it('are six at most', () => {
    expect(stated(...Array.from({ length: 9 }, () => whole))).toHaveLength(6);
  });

  it('are not requested in a vote, because no debater could answer them', () => {
    const ask = modelAsk('VOTE', deliberate);
    expect(wishFor(ask).prompt).not.toContain('"arguments"');
    expect(read(answer({ arguments: [whole] }), ask).stated).toEqual([]);
  });
});

describe('a change of position', () => {
  const ask = modelAsk('REVISION', deliberate);

  it('names the participant behind the cited peer', () => {
    expect(read(answer({ position: 'postgres', cited: ['Peer C'] }), ask)).toMatchObject({
      position: 'postgres',
      citedPeer: 'p3',
    });
  });

  it('has no cited peer when the position did not change or the peer was not shown', () => {
    expect(read(answer({ position: 'sqlite', cited: ['Peer C'] }), ask).citedPeer).toBeNull();
    expect(read(answer({ position: 'postgres', cited: ['Peer A', 'p2'] }), ask).citedPeer).toBeNull();
  });

  it('names the participant behind an argument of an exchange', () => {
    const exchange = modelAsk('REVISION', { heard });
    const { citedPeer } = read(answer({ position: 'postgres', cited: ['Argument 1'] }), exchange);
    expect(['p2', 'p3']).toContain(citedPeer);
    const shown = heard.find(({ participantId }) => participantId === citedPeer)?.text ?? '';
    expect(wishFor(exchange).prompt).toContain(`\n${shown}\n`);
  });
});

describe('an answer to an open question', () => {
  it('is in words while there are no candidates', () => {
    const ask = modelAsk('PROPOSAL', { isOpen: true, decision: openDecision() });
    expect(wishFor(ask).prompt).not.toContain('"position"');
    expect(read(answer({ position: undefined, answer: 'In Redis.' }), ask)).toMatchObject({
      position: null,
      openAnswer: 'In Redis.',
    });
    expect(read(answer({ position: undefined, answer: null }), ask)).not.toHaveProperty('openAnswer');
  });

  const later = modelAsk('REVISION', { isOpen: true, decision: openDecision(candidates) });

  it('names a candidate later, by its id or in its words', () => {
    expect(read(answer({ position: 'c2', answer: 'ignored' }), later)).toMatchObject({ position: 'c2' });
    expect(read(answer({ position: 'c2', answer: 'ignored' }), later)).not.toHaveProperty('openAnswer');
    expect(read(answer({ position: null, answer: 'in redis' }), later)).toMatchObject({ position: 'c2' });
  });

  it('is not read as the letter of a candidate, because candidates have no letters', () => {
    expect(read(answer({ position: null, answer: 'B' }), later)).toMatchObject({ position: null, openAnswer: 'B' });
  });

  it('may be new later, with arguments about itself', () => {
    const own = { option: null, stance: 'for', criterion: 'cost', strength: 1, source: null, text: 'It is there.' };
    expect(read(answer({ position: null, answer: 'In the database', arguments: [own] }), later)).toMatchObject({
      position: null,
      openAnswer: 'In the database',
      stated: [own],
    });
  });
});

describe('a ranking', () => {
  const ask = modelAsk('PROPOSAL', { protocol: { tally: 'RANKING' } });

  it('is requested and read only when the tally is by ranking', () => {
    expect(wishFor(ask).prompt).toContain('"ranking"');
    expect(wishFor(modelAsk('PROPOSAL')).prompt).not.toContain('"ranking"');
    expect(read(answer({ ranking: ['B', 'sqlite', 'postgres', 'mysql'] }), ask).ranking).toEqual([
      'postgres',
      'sqlite',
    ]);
    expect(read(answer({ ranking: ['sqlite'] }))).not.toHaveProperty('ranking');
  });

  it('contains only the position when none is given', () => {
    expect(read(answer(), ask).ranking).toEqual(['sqlite']);
  });
});

describe('a critique', () => {
  const ask = modelAsk('CRITIQUE', deliberate);

  it('targets the participant behind the peer', () => {
    expect(read(answer({ target: 'peer b', text: 'No.' }), ask)).toMatchObject({
      ...{ targetId: 'p2', text: 'No.', position: 'sqlite' },
    });
  });

  it('has no target when none or an unknown peer is named', () => {
    expect(read(answer({ target: null }), ask).targetId).toBeNull();
    expect(read(answer({ target: 'Peer A' }), ask).targetId).toBeNull();
  });
});

describe('the schema for the provider', () => {
  it('has the text first, and requires every key', () => {
    const schema = wishFor(modelAsk('REVISION', deliberate)).schema as Record<string, Record<string, unknown>>;
    expect(Object.keys(schema.properties ?? {})).toEqual([
      ...['text', 'position', 'confidence', 'reason', 'cited', 'arguments'],
    ]);
    expect(schema.required).toEqual(Object.keys(schema.properties ?? {}));
    expect(schema.additionalProperties).toBe(false);
  });
});
