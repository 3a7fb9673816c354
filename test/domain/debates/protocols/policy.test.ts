import { describe, expect, it } from 'vitest';
import { bestAgent } from '../../../../src/domain/debates/protocols/champion.ts';
import { choosePolicy, POLICY_READS } from '../../../../src/domain/debates/protocols/policy.ts';
import type { DebateRecord } from '../../../../src/domain/debates/verdict/debate-record.ts';
import { aRecord, times } from '../../../support/records.ts';

/** At least four of five agreed: no protocol holds an exchange for these. */
const agreed = aRecord({ blind: 'xxxxx', groundTruth: 'x' });
/** Three of five agreed, so only OPEN4 holds an exchange. It corrects the result, spoils it, or was not held. */
const fixed3 = aRecord({ blind: 'yyyxx', final: 'xxxxx', groundTruth: 'x' });
const spoilt3 = aRecord({ blind: 'xxxyy', final: 'yyyyy', groundTruth: 'x' });
const quiet3 = aRecord({ blind: 'xxxyy', groundTruth: 'x' });
/** No three debaters agreed, so OPEN3 holds an exchange too. */
const fixed2 = aRecord({ blind: 'yyzxw', final: 'xxxxx', groundTruth: 'x' });
const spoilt2 = aRecord({ blind: 'xxyzw', final: 'yyyyy', groundTruth: 'x' });
const quiet2 = aRecord({ blind: 'xxyzw', groundTruth: 'x' });

const PANEL = ['a', 'b', 'c', 'd', 'e'];

/** Chooses from debates with different agents each time, so that no agent can be the champion. */
function choose(records: readonly DebateRecord[]) {
  const strangers = (record: DebateRecord, place: number) =>
    record.debaters.map((debater) => ({ ...debater, agentId: `${debater.agentId}${place}` }));
  return choosePolicy(
    records.map((record, place) => ({ ...record, debaters: strangers(record, place) })),
    PANEL,
  );
}

describe('POLICY', () => {
  it('chooses SAFE below 300 debates with ground truth, and states their number', () => {
    const choice = choose([...times(100, agreed), ...times(199, fixed2), { ...fixed2, groundTruth: null }]);
    expect(choice).toEqual({
      ...{ choice: 'SAFE', withGroundTruth: 299, championAgentId: null },
      reason: expect.stringMatching(/^299 debates with ground truth.*300/),
    });
  });

  it('chooses OPEN4 when exchanges after close majorities correct the weighted vote', () => {
    const choice = choose([...times(290, agreed), ...times(4, fixed3), ...times(6, fixed2)]);
    expect(choice).toMatchObject({ choice: 'OPEN4', withGroundTruth: 300 });
    expect(choice.reason).toContain('corrected 10 results of the weighted vote and spoilt 0 (Z 3.02)');
  });

  it('chooses OPEN4 from 1.64 standard errors on', () => {
    expect(choose([...times(296, agreed), ...times(4, fixed3)]).choice).toBe('OPEN4');
    expect(choose([...times(297, agreed), ...times(3, fixed3)]).choice).toBe('SAFE');
  });

  it('chooses OPEN3 when only exchanges without a majority of three fifths correct', () => {
    const choice = choose([...times(280, agreed), ...times(4, fixed2), ...times(8, spoilt3), ...times(8, quiet3)]);
    expect(choice).toMatchObject({ choice: 'OPEN3', withGroundTruth: 300 });
  });

  it('chooses VOTE when both kinds of exchange spoil more than they correct', () => {
    expect(choose([...times(296, agreed), ...times(4, spoilt2)]).choice).toBe('VOTE');
    expect(choose([...times(299, agreed), spoilt2]).choice).toBe('SAFE');
  });

  it('chooses SAFE when no other choice is better, and states the figures', () => {
    const { choice, reason } = choose(times(300, agreed));
    expect(choice).toBe('SAFE');
    expect(reason).toMatch(/OPEN3.*OPEN4/);
  });

  it('uses the newest 300 debates', () => {
    expect(choose([...times(300, fixed2), ...times(296, agreed), ...times(4, spoilt2)]).choice).toBe('VOTE');
  });

  it('does not choose OPEN4 from debates without the exchanges that OPEN4 would hold', () => {
    const safe = [...times(250, agreed), ...times(60, quiet3), ...times(6, fixed2)];
    expect(choose([...safe, ...times(100, agreed)])).toMatchObject({ choice: 'OPEN3' });
    expect(choose([...safe, ...times(100, agreed)]).reason).not.toContain('OPEN4');
    const votes = [...times(260, agreed), ...times(100, quiet2), ...times(40, fixed2)];
    expect(choose(votes)).toMatchObject({ choice: 'SAFE', withGroundTruth: 400 });
  });

  it('reads enough debates to have 300 usable ones when a tenth of them is not usable', () => {
    const silent = [...times(POLICY_READS - 300, quiet3), ...times(290, agreed), ...times(10, fixed3)];
    expect(silent).toHaveLength(334);
    expect(choose([...times(290, agreed), quiet3, ...times(10, fixed3)]).choice).toBe('OPEN4');
  });

  it('counts with the weights that the debaters had', () => {
    const heard = aRecord({ blind: 'wyyzx', final: 'wwwww', weights: [9, 1, 1, 1, 1], groundTruth: 'w' });
    expect(choose([...times(290, agreed), ...times(10, heard)]).choice).toBe('SAFE');
    const equals = { ...heard, debaters: heard.debaters.map((debater) => ({ ...debater, weight: 1 })) };
    expect(choose([...times(290, agreed), ...times(10, equals)]).choice).toBe('OPEN4');
  });
});

describe('the champion', () => {
  // a is right when the others agree on something else.
  const alone = aRecord({ blind: 'xyyyy', groundTruth: 'x' });

  it('is chosen when it is better than the weighted vote by more than chance', () => {
    const records = [...times(96, agreed), ...times(4, alone)];
    expect(choosePolicy(records, PANEL)).toEqual({
      ...{ choice: 'CHAMPION', withGroundTruth: 100, championAgentId: 'a' },
      reason: expect.stringContaining('a alone was right in 100 of 100 debates with ground truth'),
    });
  });

  it('must be on the panel exactly once', () => {
    const records = [...times(96, agreed), ...times(4, alone)];
    expect(choosePolicy(records, ['b', 'c']).choice).toBe('SAFE');
    expect(choosePolicy(records, ['a', 'a', 'b']).choice).toBe('SAFE');
  });

  it('needs 100 debates, and more than 1.64 standard errors', () => {
    expect(choosePolicy([...times(95, agreed), ...times(4, alone)], PANEL).choice).toBe('SAFE');
    expect(choosePolicy([...times(97, agreed), ...times(3, alone)], PANEL).choice).toBe('SAFE');
  });

  it('is not chosen when OPEN4 is better', () => {
    // OPEN4 is right in all debates in which a was right, and in those in which d was right.
    const followed = aRecord({ blind: 'xyyyz', final: 'xxxxx', groundTruth: 'x' });
    const outdone = aRecord({ blind: 'yyyxw', final: 'xxxxx', groundTruth: 'x' });
    const records = [...times(280, agreed), ...times(14, followed), ...times(6, outdone)];
    expect(bestAgent(records)?.z).toBeGreaterThan(1.64);
    expect(choosePolicy(records, PANEL)).toMatchObject({ choice: 'OPEN4', championAgentId: null });
  });

  it('is the agent that was right most often, not the one with the best single comparison', () => {
    const sometimes = aRecord({ blind: 'yxyyy', groundTruth: 'x' });
    const best = bestAgent([...times(90, agreed), ...times(10, alone), ...times(5, sometimes)]);
    expect(best).toMatchObject({ agentId: 'a', n: 105, right: 100, corrected: 10, subverted: 0 });
  });

  it('is never an agent with several seats', () => {
    const doubled = (record: typeof alone) => ({
      ...record,
      debaters: record.debaters.map((debater) => ({ ...debater, agentId: 'deliberator' })),
    });
    expect(bestAgent(times(200, doubled(alone)))).toBeNull();
  });
});
