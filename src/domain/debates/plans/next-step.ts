import type { Debate } from '../debate.ts';
import type { Step } from './plan.ts';
import { planOf } from './plan-of.ts';

/** The phase that follows the present one by the plan of the debate's protocol, or why the debate is over. */
export function nextStep(debate: Debate): Step {
  const { protocol, participants, phase, blind } = debate;
  const hasUngrouped = protocol.mode !== 'MODERATED' && debate.ungrouped.length > 0;
  return planOf(protocol)({ protocol, participants, phase, blind, hasUngrouped, turns: debate.resolvedTurns });
}
