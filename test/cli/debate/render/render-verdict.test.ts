import { describe, expect, it } from 'vitest';
import { renderVerdict } from '../../../../src/cli/debate/render/render-verdict.ts';
import { renderDebate } from '../../../../src/cli/debates/debates-show.ts';
import { COOKIE, debate, OPS, PROTOCOL, plainPage, turn, verdict } from '../../builders.ts';

const shown = (change: Parameters<typeof debate>[0] = {}) => renderVerdict(debate(change), plainPage(100)).join('\n');

describe('the verdict', () => {
  it('shows the decision, the votes and the baseline', () => {
    const text = shown();
    expect(text).toContain('Decision        A database table (majority, 2 of 2 votes)');
    expect(text).toContain('██████████  2  Security engineer, Operations engineer');
    const baseline = 'A signed cookie, by 50% of the blind answers, tied with another: the debate';
    expect(text.replace(/\s+/g, ' ')).toContain(baseline);
    expect(text).toContain('Dissent         none');
  });

  it('shows no votes of a moderated debate', () => {
    const decided = verdict({ decidedBy: 'MODERATOR', tally: [] });
    const text = shown({ verdict: decided, protocol: { ...PROTOCOL, mode: 'MODERATED' } });
    expect(text).toContain('Decision        A database table (the moderator)');
    expect(text).toContain('A signed cookie was the first answer: the debate changed the answer');
    expect(text).not.toMatch(/Votes|voted|Participation/);
  });

  it('fits a narrow terminal', () => {
    const dissent = [{ participant: OPS, option: COOKIE, confidence: 0.2, reason: 'It is less to run.' }];
    const lines = renderVerdict(debate({ verdict: verdict({ dissent }) }), plainPage(60));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('shows each dissenting vote with its reason', () => {
    const dissent = [{ participant: OPS, option: COOKIE, confidence: 0.2, reason: 'It is less to run.' }];
    expect(shown({ verdict: verdict({ dissent }) })).toMatch(
      /Operations engineer, for A signed cookie \(confidence 20%\)\n {20}It is less to run\./,
    );
  });

  it.each([
    [{ flipsAtStrength: 0.3, winnerAtStrength: COOKIE }, 'Strength 0.80; at 0.30 A signed cookie would win.'],
    [{ flipsWithout: true, winnerWithout: null }, 'Strength 0.80; without it no option would win.'],
    [
      { flipsAtStrength: 0.3, winnerAtStrength: COOKIE, flipsWithout: true, winnerWithout: COOKIE },
      'Strength 0.80; at 0.30, and without it, A signed cookie would win.',
    ],
  ])('shows the verdict that would follow without a crux: %j', (change, expected) => {
    const crux = { evidenceKey: 'revocation', strength: 0.8, flipsAtStrength: null, winnerAtStrength: null };
    const cruxes = [{ ...crux, flipsWithout: false, winnerWithout: null, ...change }];
    expect(shown({ verdict: verdict({ cruxes }) })).toContain(expected);
  });

  it('shows an outcome without a winner, and an end without a verdict', () => {
    expect(shown({ verdict: verdict({ winner: null, outcome: 'NO_CONSENSUS' }) })).toContain('no consensus');
    expect(shown({ verdict: verdict({ winner: null, outcome: 'UNDECIDED', tally: [] }) })).toContain('undecided');
    const failed = { status: 'FAILED', outcome: 'ABORTED', stopReason: 'QUORUM_LOST', verdict: null } as const;
    expect(shown(failed)).toContain('failed: too few debaters could answer');
  });
});

describe('a whole debate', () => {
  it('has a heading for each phase and every turn', () => {
    const at = '2026-01-01T00:00:00.000Z';
    const turns = [turn(), turn({ participant: OPS }), turn({ kind: 'VOTE', round: 2 })].map((one) => ({
      ...one,
      at,
    }));
    const lines = renderDebate(debate({ turns }), plainPage(100));
    expect(lines.filter((line) => line.startsWith('── ')).map((line) => line.slice(3, 16).trim())).toEqual([
      'First answers',
      'Votes ───────',
      'Verdict ─────',
    ]);
    expect(lines.filter((line) => line.includes('I start from'))).toHaveLength(3);
  });
});
