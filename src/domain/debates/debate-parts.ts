import type { Debate } from './debate.ts';
import type { Decision } from './decision.ts';

/**
 * The parts of a debate that can be read apart. A list reads only those it shows; id, workspace and status are always there.
 *
 * `options` are those of an open question, too: its candidates. `verdict` includes the options that it names. `progress` is
 * all of the state.
 */
export const DEBATE_PARTS = [
  ...(['task', 'kind', 'times', 'result', 'participants', 'options'] as const),
  ...(['decision', 'setup', 'verdict', 'progress'] as const),
] as const;
export type DebatePart = (typeof DEBATE_PARTS)[number];

/** The parts that include a property, by its name. A property without an entry is always there. */
const PARTS_WITH: Readonly<Record<string, readonly DebatePart[] | undefined>> = {
  ...{ createdAt: ['times'], startedAt: ['times', 'progress'], endedAt: ['times', 'progress'] },
  ...{ outcome: ['result', 'progress'], stopReason: ['result', 'progress'], groundTruth: ['result'] },
  ...{ participants: ['participants'], protocol: ['setup'], origin: ['setup'], formerPanels: ['setup'] },
  ...{ verdict: ['verdict', 'progress'], candidates: ['options', 'verdict', 'progress'] },
  ...{ current: ['progress'], seq: ['progress'], sharedSeq: ['progress'], phase: ['progress'], turns: ['progress'] },
  ...{ failures: ['progress'], interjections: ['progress'], abandoned: ['progress'], resumptions: ['progress'] },
  inherited: ['progress'],
};
const PARTS_WITH_OPTIONS: readonly DebatePart[] = ['options', 'verdict', 'decision'];
/** Until the debate ends, more candidates may come. */
const PARTS_WITH_CANDIDATES_YET: readonly DebatePart[] = ['options', 'progress'];

/** The debate, of which only some parts were read. The others throw when they are used: that is a defect of the reader. */
export function withParts(debate: Debate, parts: readonly DebatePart[]): Debate {
  const check = (what: string, within: readonly DebatePart[]) => {
    if (!within.some((part) => parts.includes(part))) throw new Error(`${what} of ${debate.id} was not read.`);
  };
  const decision = decisionWith(debate.decision, check);
  const isOngoing = debate.status === 'PENDING' || debate.status === 'RUNNING';
  return new Proxy(debate, {
    get(target, name, receiver) {
      if (name === 'decision') return decision;
      const within = name === 'candidates' && isOngoing ? PARTS_WITH_CANDIDATES_YET : PARTS_WITH[String(name)];
      if (within !== undefined) check(String(name), within);
      return Reflect.get(target, name, receiver);
    },
  });
}

type Check = (what: string, within: readonly DebatePart[]) => void;

function decisionWith(decision: Decision, check: Check): Decision {
  const partOf = (name: keyof Decision): readonly DebatePart[] => {
    if (name === 'task' || name === 'kind') return [name];
    return name === 'options' ? PARTS_WITH_OPTIONS : ['decision'];
  };
  const get = (target: Decision, name: keyof Decision) => {
    check(`decision.${String(name)}`, partOf(name));
    return target[name];
  };
  return new Proxy(decision, { get: (target, name) => get(target, name as keyof Decision) });
}
