import type * as domain from '../../domain/debates/debate.ts';
import { DEBATE_PARTS, type DebatePart } from '../../domain/debates/debate-parts.ts';
import { NO_OPTION_RIGHT } from '../../domain/debates/verdict/ground-truth.ts';
import { positionOf } from '../../domain/debates/verdict/positions.ts';
import { type AskedFields, type FieldsOf, partsFor } from '../shared/asked-fields.ts';
import { Debate, toInterjection } from './debate-types.ts';
import { toProtocol } from './protocol-types.ts';
import { References } from './references.ts';
import { toTurn, toTurnFailure } from './turn-types.ts';
import { gainBy, toVerdict } from './verdict-types.ts';

/** A debate with its references, which read parts of it when they are used. */
class Source {
  readonly debate: domain.Debate;
  readonly references: References;

  constructor(debate: domain.Debate) {
    this.debate = debate;
    this.references = References.forDebate(debate);
  }
}

/** For fields with turns: a fork has those of former panels, and turns name participants and options. */
const TURNS = ['progress', 'participants', 'options', 'setup'] as const;

/** Of each field: the parts of a debate that it is made of, and its value. */
const FIELDS: FieldsOf<Debate, Source, DebatePart> = {
  id: { parts: [], of: ({ debate }) => debate.id },
  task: { parts: ['task'], of: ({ debate }) => debate.decision.task },
  kind: { parts: ['kind'], of: ({ debate }) => debate.decision.kind ?? null },
  status: { parts: [], of: ({ debate }) => debate.status },
  outcome: { parts: ['result'], of: ({ debate }) => debate.outcome },
  stopReason: { parts: ['result'], of: ({ debate }) => debate.stopReason },
  protocol: { parts: ['setup'], of: ({ debate }) => toProtocol(debate.protocol) },
  origin: { parts: ['setup'], of: ({ debate }) => debate.origin },
  options: { parts: ['options'], of: ({ references }) => references.allOptions },
  isOpen: { parts: ['options'], of: ({ debate }) => debate.isOpen },
  criteria: { parts: ['decision'], of: ({ references }) => references.allCriteria },
  evidence: { parts: [...TURNS, 'task', 'kind', 'decision'], of: ({ references }) => references.allEvidence },
  participants: { parts: ['participants'], of: ({ references }) => references.allParticipants },
  phase: { parts: ['progress'], of: ({ debate }) => debate.phase },
  positions: { parts: TURNS, of: positionsOf },
  turns: {
    parts: TURNS,
    of: ({ debate, references }) => debate.resolvedTurns.map((turn, at) => toTurn(turn, references.ofTurn(at))),
  },
  failures: {
    parts: TURNS,
    of: ({ debate, references }) =>
      debate.failures.map((failure, at) => toTurnFailure(failure, references.ofFailure(at))),
  },
  interjections: { parts: ['progress'], of: ({ debate }) => debate.interjections.map(toInterjection) },
  spending: { parts: ['progress', 'participants'], of: ({ debate }) => debate.spending },
  // The options that it may name are part of the verdict.
  groundTruth: { parts: ['result', 'verdict'], of: groundTruthOf },
  hasGroundTruth: { parts: ['result'], of: ({ debate }) => debate.groundTruth !== null },
  verdict: { parts: ['result', 'verdict', 'participants'], of: verdictOf },
  winner: {
    parts: ['verdict'],
    of: ({ debate, references }) => references.optionOrNull(debate.verdict?.winner ?? null),
  },
  createdAt: { parts: ['times'], of: ({ debate }) => debate.createdAt },
  startedAt: { parts: ['times'], of: ({ debate }) => debate.startedAt },
  endedAt: { parts: ['times'], of: ({ debate }) => debate.endedAt },
};
const NAMES = Object.keys(FIELDS) as (keyof Debate)[];

/** Parts of fields that have resolvers of their own, and of paths that take more than their first field does. */
const MORE: Readonly<Record<string, readonly DebatePart[]>> = {
  ...{ events: [], receipt: [], document: [] },
  'verdict.cruxes.evidence': FIELDS.evidence.parts,
};

/** The parts of a debate to read for these fields. */
export function partsOf(asked: AskedFields): readonly DebatePart[] {
  return partsFor(asked, { fields: FIELDS, more: MORE, all: DEBATE_PARTS });
}

export function toDebate(debate: domain.Debate, names: readonly (keyof Debate)[] = NAMES): Debate {
  const source = new Source(debate);
  return Object.assign(new Debate(), Object.fromEntries(names.map((name) => [name, FIELDS[name].of(source)])));
}

/** Converts the debates of a list, of which only these fields are asked. Resolvers of fields need the id. */
export function toListedDebate(asked: AskedFields): (debate: domain.Debate) => Debate {
  const names = NAMES.filter((name) => name === 'id' || asked.has(name));
  return (debate) => toDebate(debate, names);
}

function verdictOf({ debate: { verdict, groundTruth }, references }: Source): Debate['verdict'] {
  return verdict && { ...toVerdict(verdict, references), debateGain: gainBy(groundTruth, verdict) };
}

function groundTruthOf({ debate: { groundTruth }, references }: Source): Debate['groundTruth'] {
  return groundTruth === NO_OPTION_RIGHT ? null : references.optionOrNull(groundTruth);
}

function positionsOf({ debate, references }: Source): Debate['positions'] {
  const turns = debate.resolvedTurns;
  return debate.debaters.map(({ id }) => ({
    participant: references.participant(id),
    option: references.optionOrNull(positionOf(turns, id)),
  }));
}
