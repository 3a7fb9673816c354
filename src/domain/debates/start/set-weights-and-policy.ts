import { isDebater, isModel } from '../participant.ts';
import type { DebateRecords } from '../ports.ts';
import type { PolicyChoice, Protocol } from '../protocol.ts';
import { choosePolicy, OPEN3, OPEN4, POLICY_READS } from '../protocols/policy.ts';
import { measuredWeights, reliabilityByAgent } from '../protocols/weights.ts';
import type { DebateRecord } from '../verdict/debate-record.ts';
import type { CheckedStart } from './check-start.ts';

/** An open question has as many answers as there are wrong ones; the formula of the weights caps options at 3. */
const OPEN_OPTIONS = 3;

/**
 * The start with what the workspace's debates with ground truth of the same kind have taught: the debaters' weights, and for POLICY
 * the choice. Both are kept with the debate, so that what is learnt meanwhile changes nothing in it.
 */
export async function setWeightsAndPolicy(
  start: CheckedStart,
  records: DebateRecords,
  workspaceId: string,
): Promise<CheckedStart> {
  if (!start.participants.some(isModel)) return start;
  const kind = start.decision.kind ?? null;
  const withGroundTruth = await records.newest(workspaceId, { kind, groundTruth: 'KNOWN', limit: POLICY_READS });
  const seated = start.participants.filter(isDebater).map(({ agentId }) => agentId);
  const protocol =
    start.protocol.mode === 'POLICY'
      ? withPolicy(start.protocol, choosePolicy(withGroundTruth, seated))
      : start.protocol;
  return weighted({ ...start, protocol, participants: debatersOf(start, protocol.policy) }, withGroundTruth);
}

/** What the choice means in the terms of the protocol: see docs/protocols.md. */
function withPolicy(protocol: Protocol, policy: PolicyChoice): Protocol {
  if (policy.choice === 'OPEN3') return { ...protocol, policy, ...OPEN3 };
  if (policy.choice === 'OPEN4') return { ...protocol, policy, ...OPEN4 };
  return { ...protocol, policy };
}

/** The champion answers alone. */
function debatersOf({ participants }: CheckedStart, policy: PolicyChoice | null): CheckedStart['participants'] {
  if (policy?.choice !== 'CHAMPION') return participants;
  return participants.filter((one) => !isDebater(one) || one.agentId === policy.championAgentId);
}

function weighted(start: CheckedStart, withGroundTruth: readonly DebateRecord[]): CheckedStart {
  const { participants, decision } = start;
  const agents = participants.filter(isDebater).map(({ agentId }) => agentId);
  const options = decision.options.length || OPEN_OPTIONS;
  const weights = measuredWeights(reliabilityByAgent(withGroundTruth), agents, options);
  return { ...start, participants: participants.map((one) => ({ ...one, weight: weightOf(one.agentId) })) };

  function weightOf(agentId: string): number {
    return weights.get(agentId) ?? 1;
  }
}
