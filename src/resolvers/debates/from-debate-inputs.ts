import type { StartDebate } from '../../domain/debates/start/check-start.ts';
import type { ForkDebate } from '../../domain/debates/start/fork-of.ts';
import { given } from '../../domain/shared/given.ts';
import type { WithoutNulls } from '../shared/without-nulls.ts';
import type { DebateLimitsInput, StartDebateInput } from './debate-inputs.ts';
import { fromDecisionInput, inputPathOf, mistakesIn } from './decision-inputs.ts';
import type { ForkDebateInput } from './start-debates.ts';

/** Converts the input to the domain type, without checks. */
export function toStartDebate(input: WithoutNulls<StartDebateInput>): StartDebate {
  const { mode, consensus, tally, topology, maxRounds, paceMs, debateAnyway, limits } = input;
  const { agents, moderator, judge } = input;
  return {
    decision: fromDecisionInput(input.decision),
    inputPath: inputPathOf(input.decision),
    mistakes: mistakesIn(input.decision),
    protocol: {
      ...given({ mode, consensus, tally, topology, maxRounds, paceMs, debateAnyway }),
      ...(limits && { limits: toLimits(limits) }),
    },
    ...given({ agents, moderator, judge }),
  };
}

export function toForkDebate(input: WithoutNulls<ForkDebateInput>): ForkDebate {
  const { debateId, after, agents, interjection, limits } = input;
  const { consensus, topology, maxRounds, paceMs, debateAnyway } = input;
  return {
    debateId,
    after,
    ...given({
      interjection,
      agents: agents?.map(({ participantKey, agentKey }) => ({ participantId: participantKey, agentId: agentKey })),
    }),
    protocol: {
      ...given({ consensus, topology, maxRounds, paceMs, debateAnyway }),
      ...(limits && { limits: toLimits(limits) }),
    },
  };
}

function toLimits({ maxCostUsd, maxTokens, deadline }: WithoutNulls<DebateLimitsInput>) {
  return given({ maxCostUsd, maxTokens, deadline: deadline?.toISOString() });
}
