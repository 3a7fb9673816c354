import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../../../src/domain/debates/run/turn-request.ts';
import { turn } from '../deliberator/builders.ts';
import { aModel, modelAsk, moderatedPanel, openDecision, panel, wishFor } from '../panel.ts';
import { INJECTIONS } from './corpus.ts';

/** Turn requests whose prompts show the text of p2. */
function asksShowing(text: string): readonly TurnRequest[] {
  const heard = [
    turn('PROPOSAL', 'p1', { position: 'sqlite', text: 'Own words.' }),
    turn('PROPOSAL', 'p2', { position: 'postgres', text }),
    turn('PROPOSAL', 'p3', { position: 'sqlite', text: 'Honest words.' }),
  ];
  const critique = turn('CRITIQUE', 'p2', { targetId: 'p1', text });
  const sides = [
    turn('PROPOSAL', 'p1', { position: 'sqlite', text: 'Own words.' }),
    turn('ARGUMENT', 'p1', { position: 'sqlite', text: 'Own words.' }),
    turn('REPLY', 'p2', { position: 'postgres', text }),
  ];
  const deliberate = { protocol: { mode: 'DELIBERATE' } } as const;
  const moderated = { participants: moderatedPanel(), heard: sides, protocol: { mode: 'MODERATED' } } as const;
  const judge = { participants: [...panel(), aModel(4, 'JUDGE')], participantId: 'p4' };
  const open = { isOpen: true, decision: openDecision([{ id: 'c1', label: text }]) };
  return [
    modelAsk('REVISION', { heard }),
    modelAsk('CRITIQUE', { heard, ...deliberate }),
    modelAsk('REVISION', { heard: [...heard, critique], ...deliberate }),
    modelAsk('VOTE', { heard: [...heard, critique], ...deliberate }),
    modelAsk('JUDGEMENT', { ...judge, heard, protocol: { mode: 'JUDGE' } }),
    modelAsk('ARGUMENT', { ...moderated, round: 2 }),
    modelAsk('MODERATION', { ...moderated, participantId: 'p3' }),
    modelAsk('JUDGEMENT', { ...moderated, round: 2, participantId: 'p4' }),
    modelAsk('REVISION', { ...open, heard }),
    modelAsk('GROUPING', { ...open, ungrouped: ['In a file', text], participantId: 'p4' }),
  ];
}

/** Splits a prompt into its quotations and the rest. */
function apart(prompt: string): { readonly quoted: readonly string[]; readonly rest: string } {
  const mark = /:\n<<<([0-9a-f]{8})\n/.exec(prompt)?.[1] ?? 'none';
  const block = new RegExp(`<<<${mark}\\n([\\s\\S]*?)\\n${mark}>>>`, 'g');
  const quoted = [...prompt.matchAll(block)].map(([, words = '']) => words);
  expect(prompt.split(mark)).toHaveLength(2 * quoted.length + 1);
  const rest = prompt.replace(block, '<quoted>').replace(/ \(the first \d+ of \d+ characters\)/g, '');
  return { quoted, rest };
}

const formats = /Answer with one JSON object and nothing before or after it\.|Write plain text\./;

describe.each(INJECTIONS)('a peer that $name', ({ text }) => {
  it('stays inside its quotation, and does not change the rest of the prompt', () => {
    const harmless = asksShowing('Some words.');
    for (const [n, ask] of asksShowing(text).entries()) {
      const { prompt, system, schema } = wishFor(ask);
      const usual = wishFor(harmless[n] ?? ask);
      expect(apart(prompt).rest).toBe(apart(usual.prompt).rest);
      expect({ system, schema }).toEqual({ system: usual.system, schema: usual.schema });
    }
  });

  it('is quoted before the instructions on the form of the answer', () => {
    for (const ask of asksShowing(text)) {
      const { prompt } = wishFor(ask);
      const { quoted, rest } = apart(prompt);
      expect(quoted.length).toBeGreaterThan(1);
      const last = rest.slice(rest.lastIndexOf('<quoted>') + '<quoted>'.length);
      expect(last).toMatch(formats);
      expect(prompt.endsWith(last)).toBe(true);
    }
  });
});

describe('any text of a peer', () => {
  it('stays inside its quotation', () => {
    const [harmless] = asksShowing('Some words.').map((ask) => apart(wishFor(ask).prompt).rest);
    const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('<<<', '>>>', '\n', ':\n<<<'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const [ask] = asksShowing(pieces.join(''));
        expect(ask && apart(wishFor(ask).prompt).rest).toBe(harmless);
      }),
    );
  });
});
