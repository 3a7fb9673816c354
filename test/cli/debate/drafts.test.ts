import { describe, expect, it } from 'vitest';
import type { DebateEvent, TurnText } from '../../../src/cli/debate/debate-event.ts';
import { draftLines, draftsAfter, draftsWith, NO_DRAFTS } from '../../../src/cli/debate/drafts.ts';
import { viewStateAfter } from '../../../src/cli/debate/view-state.ts';
import { widthOf } from '../../../src/cli/terminal/text.ts';
import { event, OPS, plainPage, SEC, turn, viewState } from '../builders.ts';

const PROPOSALS = event('PhaseStarted', { kind: 'PROPOSAL', round: 0, speakers: [SEC, OPS] });

function piece(text: string, wanted: Partial<TurnText> = {}): TurnText {
  return { participant: SEC, kind: 'PROPOSAL', round: 0, attempt: 1, offset: 0, text, ...wanted };
}

/** The lines after these events and pieces. */
function after(steps: readonly (DebateEvent | TurnText)[], { width = 80, most = 5 } = {}): string[] {
  let [drafts, seen] = [NO_DRAFTS, viewState()];
  for (const step of steps) {
    if ('offset' in step) drafts = draftsWith(drafts, step);
    else [drafts, seen] = [draftsAfter(drafts, step), viewStateAfter(seen, step)];
  }
  return draftLines(drafts, seen, plainPage(width), most);
}

describe('live text', () => {
  it('has one line per writing participant, with its text so far', () => {
    const ops = piece('A table', { participant: OPS });
    expect(after([PROPOSALS, piece('I hold '), ops, piece('the cookie', { offset: 7 })])).toEqual([
      '  Security engineer I hold the cookie',
      '  Operations engineer A table',
    ]);
  });

  it('is shortened to its end if it does not fit', () => {
    const [line] = after([PROPOSALS, piece('one two three four five six seven eight nine ten')], { width: 51 });
    expect(line).toBe('  Security engineer …five six seven eight nine ten');
    expect(widthOf(line ?? '')).toBe(50);
  });

  it.each([1, 5, 12, 20, 24, 40, 80])('never reaches the last of %i columns', (width) => {
    const texts = ['plain words '.repeat(30), '字'.repeat(90), '💡'.repeat(90), 'e\u0301'.repeat(90)];
    for (const text of texts) {
      for (const line of after([PROPOSALS, piece(text)], { width })) {
        expect(widthOf(line)).toBeLessThan(Math.max(width, 4));
      }
    }
  });

  it('marks a lost piece and continues after it', () => {
    const lost = [piece('One '), piece('three', { offset: 8 }), piece(' four', { offset: 13 })];
    expect(after([PROPOSALS, ...lost])).toEqual(['  Security engineer …three four']);
  });

  it('of an abandoned attempt is dropped', () => {
    const again = [piece('Wrong'), piece('', { attempt: 2 })];
    expect(after([PROPOSALS, ...again])).toEqual(['  Security engineer starts again']);
    expect(after([PROPOSALS, ...again, piece('Right', { attempt: 2 })])).toEqual(['  Security engineer Right']);
  });

  it('starts again when another process continues the run', () => {
    const resumed = event('RunResumed', { attempt: 2, cutOff: [] });
    expect(after([PROPOSALS, piece('Old', { attempt: 3 }), resumed])).toEqual([]);
    expect(after([PROPOSALS, piece('Old', { attempt: 3 }), piece('New')])).toEqual(['  Security engineer New']);
  });

  it('disappears with the finished or failed turn, even if a piece arrives late', () => {
    const said = event('ProposalMade', { turn: turn() });
    const failure = {
      kind: 'PROPOSAL',
      round: 0,
      participant: SEC,
      message: 'Overloaded.',
      code: null,
      call: null,
    } as const;
    for (const end of [said, event('AgentFailed', { failure })]) {
      expect(after([PROPOSALS, piece('I hold'), end])).toEqual([]);
      expect(after([PROPOSALS, piece('I hold'), end, piece(' it', { offset: 6 })])).toEqual([]);
    }
  });

  it('does not stay in the next phase, whether a piece or the phase arrives first', () => {
    const next = event('PhaseStarted', { kind: 'CRITIQUE', round: 1, speakers: [SEC] });
    const critique = piece('But', { kind: 'CRITIQUE', round: 1 });
    expect(after([PROPOSALS, piece('I hold'), next])).toEqual([]);
    expect(after([PROPOSALS, critique])).toEqual([]);
    expect(after([PROPOSALS, critique, next])).toEqual(['  Security engineer But']);
  });

  it('takes at most the available lines', () => {
    const both = [PROPOSALS, piece('One'), piece('Two', { participant: OPS })];
    expect(after(both, { most: 1 })).toEqual(['  Security engineer One']);
    expect(after(both, { most: -3 })).toEqual([]);
  });

  it('contains no control sequences, even if one is split between pieces', () => {
    const nasty = [piece('a\x1b'), piece('[2Jb\r\nc\x07', { offset: 2 })];
    expect(after([PROPOSALS, ...nasty])).toEqual(['  Security engineer ab c']);
  });

  it('is kept only in part if the turn is long', () => {
    let drafts = draftsAfter(NO_DRAFTS, PROPOSALS);
    for (let offset = 0; offset < 100_000; offset += 1_001) {
      drafts = draftsWith(drafts, piece(`x${'💡'.repeat(500)}`, { offset }));
    }
    const text = drafts.bySpeaker.get('sec')?.text ?? '';
    expect(text.length).toBeLessThanOrEqual(600);
    expect(text.isWellFormed()).toBe(true);
  });
});
