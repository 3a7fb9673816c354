import { isDebater, isModel, type Participant } from '../participant.ts';
import type { Panel } from '../ports.ts';
import { hearsOf } from '../protocols/topology.ts';
import type { CheckedStart } from './check-start.ts';

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** What a debate may take: the least when it ends as early as it can, the most when it goes all the way. */
export interface Estimate {
  readonly calls: Range;
  readonly inputTokens: Range;
  readonly outputTokens: Range;
  /** US dollars; null when a price is not known. */
  readonly costUsd: Range | null;
  /** Ids of agents whose price is not known. */
  readonly unpriced: readonly string[];
}

/** Tokens of one answer and of one argument read, as a rule of thumb, and of what every prompt says beside the question. */
const ANSWER_TOKENS = 350;
const FRAME_TOKENS = 400;
const CHARACTERS_PER_TOKEN = 4;

interface Call {
  readonly agentId: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/**
 * Estimates a debate before it starts, by 4 characters a token and 350 tokens an answer. Fallbacks, retries and models
 * that think at length are not foreseen; the limits of the debate hold in any case.
 */
export function estimate(start: CheckedStart, panel: Panel): Estimate {
  const [least, most] = [callsOf(start, 'MIN'), callsOf(start, 'MAX')];
  const [cheapest, dearest] = [costOf(least, panel), costOf(most, panel)];
  const priced = (agentId: string) => panel.costOf(agentId, { inputTokens: 1, outputTokens: 1 }) !== null;
  return {
    calls: { least: least.length, most: most.length },
    inputTokens: { least: sum(least, 'inputTokens'), most: sum(most, 'inputTokens') },
    outputTokens: { least: sum(least, 'outputTokens'), most: sum(most, 'outputTokens') },
    costUsd: cheapest === null || dearest === null ? null : { least: cheapest, most: dearest },
    unpriced: [...new Set(most.map(({ agentId }) => agentId))].filter((id) => !priced(id)),
  };
}

function callsOf(start: CheckedStart, extent: 'MIN' | 'MAX'): readonly Call[] {
  const { protocol, participants, decision } = start;
  const question = FRAME_TOKENS + Math.ceil(JSON.stringify({ ...decision, agents: [] }).length / CHARACTERS_PER_TOKEN);
  const models = participants.filter(isModel);
  const debaters = models.filter(isDebater);
  const call = ({ agentId }: Participant, read = 0): Call => ({
    agentId,
    inputTokens: question + read * ANSWER_TOKENS,
    outputTokens: ANSWER_TOKENS,
  });
  const all = participants.filter(isDebater).map(({ id }) => id);
  const everyone = () => debaters.map((one) => call(one, hearsOf(protocol.topology, all, one.id).length + 1));
  const others = (role: Participant['role'], read: number) =>
    models.filter((one) => one.role === role).map((one) => call(one, read));
  const blind = [...debaters.map((one) => call(one)), ...others('GROUPER', debaters.length)];
  const rounds = extent === 'MAX' ? protocol.maxRounds : 1;
  const repeat = (calls: () => readonly Call[]) => Array.from({ length: rounds }, calls).flat();
  switch (protocol.mode) {
    case 'DELIBERATE':
      return [...blind, ...repeat(() => [...everyone(), ...everyone()]), ...everyone()];
    case 'JUDGE':
      return extent === 'MIN' ? blind : [...blind, ...others('JUDGE', all.length), ...others('JUDGE', all.length)];
    case 'MODERATED':
      return moderated();
    case 'VOTE':
      return blind;
    default:
      return extent === 'MIN' && !protocol.debateAnyway ? blind : [...blind, ...repeat(everyone)];
  }

  function moderated(): readonly Call[] {
    const [affirmative] = debaters;
    const heard = Array.from({ length: rounds }, (_, at) => 2 * at + 2);
    const held = heard.flatMap((read) => [...debaters.map((one) => call(one, read)), ...others('MODERATOR', 2)]);
    const judged = extent === 'MAX' ? [...others('JUDGE', 2 * rounds), ...others('JUDGE', 2)] : [];
    return [...(affirmative ? [call(affirmative)] : []), ...held, ...judged];
  }
}

function costOf(calls: readonly Call[], panel: Panel): number | null {
  return calls.reduce<number | null>((sum, { agentId, ...tokens }) => {
    const cost = panel.costOf(agentId, tokens);
    return sum === null || cost === null ? null : sum + cost;
  }, 0);
}

function sum(calls: readonly Call[], what: 'inputTokens' | 'outputTokens'): number {
  return calls.reduce((total, call) => total + call[what], 0);
}
