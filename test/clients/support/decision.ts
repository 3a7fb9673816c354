/** Options and participants have keys that other decisions use too, for something else. */
export interface Told {
  readonly task: string;
  readonly cookie: string;
  readonly table: string;
  readonly cost: string;
  readonly ann: string;
}

/** Two decisions with the same keys and nothing else in common. */
export const SESSIONS: Told = {
  task: 'Where do we keep the sessions of our users?',
  cookie: 'A signed cookie',
  table: 'A database table',
  cost: 'Cost of operation',
  ann: 'Ann, engineer',
};

export const PRESENTS: Told = {
  task: 'Which present do our guests get?',
  cookie: 'An oat biscuit',
  table: 'A folding table',
  cost: 'Price in the shop',
  ann: 'Ann, baker',
};

/** A decision that the built-in agents settle in one round for the option with the key `winner`. */
export function aDecision(told: Told, winner: 'cookie' | 'table') {
  const source = { title: 'A source', url: 'https://example.org/' };
  return {
    task: told.task,
    options: [
      { id: 'cookie', label: told.cookie },
      { id: 'table', label: told.table },
    ],
    criteria: [{ id: 'cost', label: told.cost, question: `What about the ${told.cost.toLowerCase()}?` }],
    evidence: [{ id: 'e1', option: winner, stance: 'FOR' as const, criterion: 'cost', strength: 0.8, source }],
    agents: [
      { id: 'ann', label: told.ann, weights: [{ criterion: 'cost', weight: 1 }] },
      { id: 'bob', label: 'Bob', weights: [{ criterion: 'cost', weight: 1 }] },
    ],
  };
}

/** The input of `startDebate`. The pace leaves time to subscribe before the debate has ended. */
export function aStart(told: Told = SESSIONS, winner: 'cookie' | 'table' = 'cookie') {
  return { decision: aDecision(told, winner), paceMs: 20, idempotencyKey: crypto.randomUUID() };
}

/** A decision with one option only, which the server answers with a `userError`. */
export function aMistake() {
  const { decision } = aStart();
  return { decision: { ...decision, options: decision.options.slice(0, 1) } };
}

/** What a decided debate shows, when its winner is `cookie`. */
export function shown(told: Told) {
  const winner = { key: 'cookie', label: told.cookie };
  return {
    options: [winner, { key: 'table', label: told.table }],
    participants: [
      { key: 'ann', label: told.ann },
      { key: 'bob', label: 'Bob' },
    ],
    criteria: [{ key: 'cost', label: told.cost }],
    winner,
    verdict: { winner },
  };
}
