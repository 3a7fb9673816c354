import type { PolicyChoice, Protocol } from '../protocol.ts';
import type { DebateRecord } from '../verdict/debate-record.ts';
import { bestAgent, CHAMPION_Z, type Champion } from './champion.ts';
import { decide } from './decide.ts';
import { needsExchange } from './gate.ts';
import { compareWithBaseline, type PairedComparison, zScore } from './paired-comparison.ts';
import {
  blindBallots,
  finalBallots,
  newestWithGroundTruth,
  type RecordWithGroundTruth,
  weightedBlindVote,
} from './recorded-ballots.ts';

/** The settings of an open protocol: its gate, and that blind and final answers count half each. */
export type OpenSettings = Pick<Protocol, 'gateShare' | 'isAnchored'>;

export const OPEN3: OpenSettings = { gateShare: 0.6, isAnchored: true };
export const OPEN4: OpenSettings = { gateShare: 0.8, isAnchored: true };

/** Number of debates with ground truth that a choice is made from, the newest. */
const POLICY_WINDOW = 300;

// Above this share of records that cannot judge a protocol, the remaining records would favour it: they are mostly
// debates that it would not have changed.
const MAX_UNJUDGED = 0.1;

/** Number of debates with ground truth to read, so that 300 can judge even if a tenth cannot. */
export const POLICY_READS = Math.ceil(POLICY_WINDOW / (1 - MAX_UNJUDGED));

interface Shadow extends PairedComparison {
  readonly z: number;
}

/**
 * The protocol that the debates with ground truth of one kind, newest last, recommend (docs/protocols.md: POLICY).
 *
 * OPEN3 and OPEN4 are recomputed on the newest 300 records that can judge them (`shadowOf`) and compared with the
 * weighted blind vote by Z = (corrected − subverted) / √(corrected + subverted + 1). Z(OPEN4) > 1.64: OPEN4; else
 * Z(OPEN3) > 1: OPEN3; else every known Z below −1: VOTE; else SAFE. The champion of at least 100 records takes
 * precedence if its Z is above 1.64 and not below that of OPEN4, and it has one seat on the panel. Too few records for
 * any of this: SAFE.
 */
export function choosePolicy(records: readonly DebateRecord[], panel: readonly string[]): PolicyChoice {
  const withGroundTruth = newestWithGroundTruth(records, Number.POSITIVE_INFINITY);
  const open3 = shadowOf(withGroundTruth, OPEN3);
  const open4 = shadowOf(withGroundTruth, OPEN4);
  const champion = bestAgent(withGroundTruth, POLICY_WINDOW);
  const sits = panel.filter((agentId) => agentId === champion?.agentId).length === 1;
  if (champion && sits && champion.z > CHAMPION_Z && champion.z >= (open4?.z ?? champion.z))
    return byChampion(champion);
  const choose = (choice: PolicyChoice['choice'], from: number, reason: string): PolicyChoice => {
    return { choice, withGroundTruth: from, reason, championAgentId: null };
  };
  const shadows = [open3, open4].filter((shadow) => shadow !== null);
  if (shadows.length === 0) return choose('SAFE', withGroundTruth.length, tooFew(withGroundTruth.length));
  if (open4 && open4.z > 1.64) return choose('OPEN4', open4.n, told('OPEN4', open4));
  if (open3 && open3.z > 1) return choose('OPEN3', open3.n, told('OPEN3', open3));
  const reason = [open3 && told('OPEN3', open3), open4 && told('OPEN4', open4)].filter(Boolean).join(' ');
  const choice = shadows.every(({ z }) => z < -1) ? 'VOTE' : 'SAFE';
  return choose(choice, POLICY_WINDOW, reason);
}

/**
 * The results that a protocol would have had on the newest 300 records that can judge it, against the weighted blind
 * vote. A record can judge it if the record had an exchange, or if the protocol would have held none. null if fewer
 * than 300 records can judge it, or if more than a tenth of the records in between cannot, because the sample would be
 * biased.
 */
function shadowOf(withGroundTruth: readonly RecordWithGroundTruth[], settings: OpenSettings): Shadow | null {
  const pairs: { answer: string | null; baseline: string | null; groundTruth: string }[] = [];
  let seen = 0;
  for (const record of withGroundTruth.toReversed()) {
    if (pairs.length === POLICY_WINDOW) break;
    seen++;
    const answer = shadowResult(record, settings);
    if (answer !== undefined)
      pairs.push({ answer, baseline: weightedBlindVote(record), groundTruth: record.groundTruth });
  }
  if (pairs.length < POLICY_WINDOW || seen - pairs.length > MAX_UNJUDGED * seen) return null;
  const paired = compareWithBaseline(pairs);
  return { ...paired, z: zScore(paired) };
}

/** The result that the protocol would have had; undefined when the record cannot judge it. */
function shadowResult(record: RecordWithGroundTruth, settings: OpenSettings): string | null | undefined {
  const blind = blindBallots(record);
  if (!needsExchange(blind, { ...settings, debateAnyway: false })) return weightedBlindVote(record);
  if (!record.hadExchange) return undefined;
  const options = [...new Set(record.debaters.flatMap(({ blind, final }) => [blind ?? [], final ?? []].flat()))];
  const protocol = { ...settings, consensus: 'PLURALITY', tally: 'CHOICE', overturnShare: 0 } as const;
  return decide({ blind, final: finalBallots(record), options, protocol }).winner;
}

function byChampion(champion: Champion): PolicyChoice {
  const { agentId, n, right } = champion;
  const reason = `${agentId} alone was right in ${right} of ${n} debates with ground truth: ${against(champion)}.`;
  return { choice: 'CHAMPION', withGroundTruth: n, reason, championAgentId: agentId };
}

function told(name: string, shadow: Shadow): string {
  return `On ${shadow.n} debates with ground truth ${name} would have ${against(shadow)}.`;
}

function against({ corrected, subverted, z }: Omit<Shadow, 'n'>): string {
  return `corrected ${corrected} results of the weighted vote and spoilt ${subverted} (Z ${z.toFixed(2)})`;
}

function tooFew(withGroundTruth: number): string {
  return (
    `${withGroundTruth} debates with ground truth of this kind are not enough: record the outcomes of ${POLICY_WINDOW} that had an exchange ` +
    `or agreed without one.`
  );
}
