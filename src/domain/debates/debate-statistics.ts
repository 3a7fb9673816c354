import type { DebateRecords } from './ports.ts';
import { type Collapse, collapseOf } from './protocols/collapse.ts';
import { type PopulationGain, populationGain } from './protocols/debate-gain.ts';
import { type AgentFollowing, followingOf } from './protocols/majority-following.ts';
import { reliabilityByAgent } from './protocols/weights.ts';

/** What the newest ended debates of a workspace show together. */
export interface DebateStatistics {
  readonly debates: number;
  /** How many of them have a recorded right answer. */
  readonly withGroundTruth: number;
  readonly agents: readonly (AgentFollowing & { readonly right: number; readonly answered: number })[];
  readonly collapse: Collapse;
  readonly gain: PopulationGain;
}

const WINDOW = 1_000;

/**
 * The statistics of a workspace. An index is null below its minimum number of debates (docs/protocols.md); the counts
 * are always given.
 */
export async function debateStatistics(
  records: DebateRecords,
  workspaceId: string,
  kind?: string | null,
): Promise<DebateStatistics> {
  const filter = { groundTruth: 'ANY', limit: WINDOW, ...(kind !== undefined && { kind }) } as const;
  const newest = await records.newest(workspaceId, filter);
  const withGroundTruth = newest.filter(({ groundTruth: answer }) => answer !== null);
  const reliability = reliabilityByAgent(withGroundTruth);
  const agents = followingOf(newest).map((one) => {
    const { right = 0, n = 0 } = reliability.get(one.agentId) ?? {};
    return { ...one, right, answered: n };
  });
  return {
    debates: newest.length,
    withGroundTruth: withGroundTruth.length,
    agents,
    collapse: collapseOf(newest),
    gain: populationGain(newest),
  };
}
