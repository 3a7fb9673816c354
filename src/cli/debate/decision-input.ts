import type { DecisionInput } from '../generated/graphql.ts';

/**
 * The content of a decision file in the form of the API. Nothing is checked here: missing, unknown and invalid values are
 * sent unchanged, so that the server, which has the rules, reports them.
 */
export function toDecisionInput(content: Readonly<Record<string, unknown>>): DecisionInput {
  const input = renamed(content);
  return {
    ...input,
    evidence: eachMapping(input.evidence, (item) => ({ ...item, ...changed(item, 'stance', toStance) })),
    agents: eachMapping(input.agents, (agent) => ({ ...agent, ...changed(agent, 'weights', toWeights) })),
  } as unknown as DecisionInput;
}

/** The key in the spelling of the API. */
export function apiKey(key: string): string {
  return key.replace(/(?<=[a-z0-9])_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export type Mapping = Record<string, unknown>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function eachMapping(value: unknown, change: (item: Mapping) => Mapping): unknown {
  return Array.isArray(value) ? value.map((item) => (isMapping(item) ? change(item) : item)) : value;
}

function changed(item: Mapping, key: string, change: (value: unknown) => unknown): Mapping {
  return key in item ? { [key]: change(item[key]) } : {};
}

/** Turns `snake_case` keys into the spelling of the API. The keys of weights are ids and stay as they are. */
function renamed(value: Readonly<Mapping>): Mapping {
  const entries = Object.entries(value).map(([key, inner]) => {
    const spelled = apiKey(key);
    // The file has both spellings: the wrong one stays, so that the server reports it.
    const name = spelled !== key && Object.hasOwn(value, spelled) ? key : spelled;
    return [name, key === 'weights' ? inner : deep(inner)];
  });
  return Object.fromEntries(entries);
}

function deep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deep);
  return isMapping(value) ? renamed(value) : value;
}

const STANCES: Readonly<Record<string, string>> = { for: 'FOR', against: 'AGAINST' };

function toStance(value: unknown): unknown {
  return typeof value === 'string' ? (STANCES[value] ?? value) : value;
}

function toWeights(value: unknown): unknown {
  return isMapping(value) ? Object.entries(value).map(([criterion, weight]) => ({ criterion, weight })) : value;
}
