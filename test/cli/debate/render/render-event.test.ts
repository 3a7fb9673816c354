import { describe, expect, it } from 'vitest';
import type { DebateEvent } from '../../../../src/cli/debate/debate-event.ts';
import { renderEvent } from '../../../../src/cli/debate/render/render-event.ts';
import { viewStateAfter } from '../../../../src/cli/debate/view-state.ts';
import {
  COOKIE,
  event,
  OPS,
  OPTIONS,
  PARTICIPANTS,
  PROTOCOL,
  plainPage,
  SEC,
  TABLE,
  turn,
  verdict,
  viewState,
} from '../../builders.ts';

const shown = (happened: DebateEvent, before = viewState(), width = 80) =>
  renderEvent(happened, viewStateAfter(before, happened), plainPage(width)).join('\n');

describe('an event in the live view', () => {
  it('shows the task, the participants and the protocol', () => {
    const protocol = { ...PROTOCOL, consensus: 'SUPERMAJORITY', maxRounds: 1, paceMs: 800 } as const;
    const text = shown(
      event('DebateStarted', { task: 'Where?', options: OPTIONS, participants: PARTICIPANTS, protocol, origin: null }),
      viewState(),
      100,
    );
    expect(text).toContain('Where?');
    expect(text).toContain('A signed cookie · A database table');
    expect(text).toContain('Security engineer, Operations engineer');
    expect(text).toContain('no language models');
    expect(text).toContain('two thirds of the votes · at most 1 round · 800 ms between turns');
  });

  it('shows a phase, its speakers and the positions', () => {
    const positions = new Map([
      ['sec', 'table'],
      ['ops', null],
    ]);
    const phase = event('PhaseStarted', { kind: 'CRITIQUE', round: 2, speakers: [SEC, OPS] });
    const [, title, asked] = shown(phase, viewState({ positions })).split('\n');
    expect(title).toMatch(/^── Round 2 · critiques ─+ A database table 1 · no option 1 ──$/);
    expect(title).toHaveLength(80);
    expect(asked).toBe('  asked at once: Security engineer, Operations engineer');
  });

  it('shows a proposal', () => {
    expect(shown(event('ProposalMade', { turn: turn() }))).toBe(
      '\n  Security engineer holds A database table\n    I start from A database table.',
    );
  });

  it('shows a critique and its target', () => {
    const said = turn({ kind: 'CRITIQUE', target: OPS, text: 'You lean on a guess.' });
    expect(shown(event('CritiqueMade', { turn: said }))).toContain('Security engineer to Operations engineer');
  });

  it('shows a revision with its confidence', () => {
    const said = turn({ kind: 'REVISION', confidence: 0.256 });
    expect(shown(event('RevisionMade', { turn: said }))).toContain('holds A database table (confidence 26%)');
  });

  it('shows a vote and an abstention', () => {
    expect(shown(event('VoteCast', { turn: turn({ kind: 'VOTE' }) }))).toContain(
      'Security engineer votes for A database table',
    );
    expect(shown(event('VoteCast', { turn: turn({ kind: 'VOTE', option: null }) }))).toContain('engineer abstains\n');
  });

  it('shows the result of a ruling and its reason, not its JSON', () => {
    const said = { participant: OPS, text: '{"Reason": "It scales."}', reason: 'It scales.', option: null };
    const ruling = { isFinal: true, side: SEC, answer: 'In a table.' };
    const moderation = turn({ ...said, kind: 'MODERATION', ruling });
    expect(shown(event('ModerationGiven', { turn: moderation }))).toBe(
      '\n  Operations engineer ends the debate: In a table.\n    It scales.',
    );
    const judgement = turn({ ...said, kind: 'JUDGEMENT', ruling: { ...ruling, answer: null } });
    expect(shown(event('JudgementGiven', { turn: judgement }))).toContain('decides for Security engineer\n');
    const open = turn({ ...said, kind: 'MODERATION', ruling: { isFinal: false, side: null, answer: null } });
    expect(shown(event('ModerationGiven', { turn: open }))).toContain('sees no winner yet\n    It scales.');
  });

  it('shows a change of position, with its reason only if the turn did not contain it', () => {
    const change = {
      participant: OPS,
      round: 1,
      from: COOKIE,
      to: TABLE,
      citedPeer: SEC,
      reason: 'It leaks.',
    };
    const flip = event('PositionChanged', change);
    const line = '  ↻ Operations engineer: A signed cookie → A database table, moved by Security engineer';
    expect(shown(flip, viewState({ lastText: 'I move. It leaks.' }))).toBe(line);
    expect(shown(flip)).toBe(`${line}\n    It leaks.`);
  });

  it('shows that an agent failed', () => {
    const failure = {
      kind: 'VOTE',
      round: 1,
      participant: OPS,
      message: 'No answer in 30 s.',
      code: null,
      call: null,
    } as const;
    const text = shown(event('AgentFailed', { failure }));
    expect(text).toContain('Operations engineer did not answer');
    expect(text).toContain('No answer in 30 s.');
    const failed = { status: 'FAILED', outcome: 'ABORTED', stopReason: 'QUORUM_LOST' } as const;
    expect(shown(event('DebateEnded', failed))).toContain('The debate failed: too few debaters could answer.');
  });

  it('shows that a run was resumed', () => {
    expect(shown(event('RunResumed', { attempt: 2, cutOff: [] }))).toContain('continues after the last stored turn.');
    const cutOff = shown(event('RunResumed', { attempt: 2, cutOff: [SEC, OPS] }));
    expect(cutOff).toContain('last stored turn; up to 2 calls were interrupted and are repeated.');
  });

  it('shows the result of the votes', () => {
    expect(shown(event('VerdictReached', { verdict: verdict() }))).toContain('Decision: A database table.');
    const open = verdict({ winner: null, outcome: 'NO_CONSENSUS' });
    expect(shown(event('VerdictReached', { verdict: open }))).toContain('no option has enough');
    const none = verdict({ winner: null, outcome: 'UNDECIDED' });
    expect(shown(event('VerdictReached', { verdict: none }))).toContain('no vote for any option');
  });

  it('shows an end without a verdict; the other ends are shown with the verdict', () => {
    const cancelled = { status: 'CANCELLED', outcome: 'ABORTED', stopReason: 'CANCELLED' } as const;
    expect(shown(event('DebateEnded', cancelled))).toContain('was cancelled: it was cancelled by a user.');
    expect(shown(event('DebateEnded', { ...cancelled, status: 'COMPLETED' }))).toBe('');
  });

  it('ignores an unknown kind', () => {
    expect(
      shown({ ...event('RunResumed', { attempt: 2, cutOff: [] }), __typename: 'PollOpened' } as unknown as DebateEvent),
    ).toBe('');
  });

  it('fits the width of the page', () => {
    const text = shown(
      event('ProposalMade', { turn: turn({ text: 'One of many words. '.repeat(20) }) }),
      viewState(),
      50,
    );
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  it('removes control sequences from the texts of agents', () => {
    const text = shown(event('ProposalMade', { turn: turn({ text: '\u001b[2Jgone\u0007 \u202egnorw' }) }));
    expect(text).toContain('    gone gnorw');
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('awaited participants', () => {
  it('are all that were asked, except those that answered or failed', () => {
    const asked = viewStateAfter(viewState(), event('PhaseStarted', { kind: 'VOTE', round: 1, speakers: [SEC, OPS] }));
    const one = viewStateAfter(asked, event('VoteCast', { turn: turn({ kind: 'VOTE', participant: OPS }) }));
    expect(one.awaited).toEqual(['sec']);
    const failure = { kind: 'VOTE', round: 1, participant: SEC, message: 'No.', code: null, call: null } as const;
    expect(viewStateAfter(one, event('AgentFailed', { failure })).awaited).toEqual([]);
  });
});
