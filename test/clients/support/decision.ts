/** The key of the option that wins. */
type Winner = 'cookie' | 'table';

/** What the texts of a decision say. The keys are the same in all decisions. */
interface Labels {
  readonly task: string;
  readonly cookie: string;
  readonly table: string;
  readonly cost: string;
  readonly ann: string;
}

export const SESSIONS: Labels = {
  task: 'Where do we keep the sessions of our users?',
  cookie: 'A signed cookie',
  table: 'A database table',
  cost: 'Cost of operation',
  ann: 'Ann, engineer',
};

const PRESENTS: Labels = {
  task: 'Which present do our guests get?',
  cookie: 'An oat biscuit',
  table: 'A folding table',
  cost: 'Price in the shop',
  ann: 'Ann, baker',
};

/** A decision that the built-in agents settle in one round for the option with the key `winner`. */
function aDecision(labels: Labels, winner: Winner) {
  const source = { title: 'A source', url: 'https://example.org/' };
  return {
    task: labels.task,
    options: [
      { id: 'cookie', label: labels.cookie },
      { id: 'table', label: labels.table },
    ],
    criteria: [{ id: 'cost', label: labels.cost, question: `What about the ${labels.cost.toLowerCase()}?` }],
    evidence: [{ id: 'e1', option: winner, stance: 'FOR' as const, criterion: 'cost', strength: 0.8, source }],
    agents: [
      { id: 'ann', label: labels.ann, weights: [{ criterion: 'cost', weight: 1 }] },
      { id: 'bob', label: 'Bob', weights: [{ criterion: 'cost', weight: 1 }] },
    ],
  };
}

/** The input of `startDebate`. The pace leaves time to subscribe before the debate has ended. */
export function aStart(labels: Labels = SESSIONS, winner: Winner = 'cookie') {
  return { decision: aDecision(labels, winner), paceMs: 20, idempotencyKey: crypto.randomUUID() };
}

/** A decision with one option only, which the server answers with a `userError`. */
export function aMistake() {
  const { decision } = aStart();
  return { decision: { ...decision, options: decision.options.slice(0, 1) } };
}

/** Debates whose options, participants, criteria and evidence have equal keys, with other labels and other winners. */
export const ALIKE: readonly (readonly [Labels, Winner])[] = [
  [SESSIONS, 'cookie'],
  [PRESENTS, 'cookie'],
  [PRESENTS, 'table'],
];

/** What a decided debate shows. */
export function shown(labels: Labels, winner: Winner) {
  const won = { key: winner, label: labels[winner] };
  const criterion = { key: 'cost', label: labels.cost };
  return {
    options: [
      { key: 'cookie', label: labels.cookie },
      { key: 'table', label: labels.table },
    ],
    participants: [
      { key: 'ann', label: labels.ann },
      { key: 'bob', label: 'Bob' },
    ],
    criteria: [criterion],
    evidence: [{ key: 'e1', option: won, criterion }],
    winner: won,
    verdict: { winner: won },
  };
}
