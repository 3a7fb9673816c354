import type { Debate } from '../../domain/debates/debate.ts';
import {
  type Criterion,
  type DebateOption,
  type Evidence,
  toCriterion,
  toEvidence,
  toOption,
} from './decision-types.ts';
import { type Participant, toParticipant } from './participant-types.ts';

type Setup = Pick<Debate, 'participants' | 'formerPanels' | 'decision' | 'candidates'>;
type FormerPanel = Debate['formerPanels'][number];

/**
 * The objects of one debate that turns and events name by key: participants, options, criteria and evidence. They are fixed
 * at the start of the debate; only candidates of an open question come later, by `addCandidates`. Each kind is made at its
 * first use: a list has read only some parts of a debate.
 */
export class References {
  private readonly participants: () => ReadonlyMap<string, Participant>;
  private readonly former: () => readonly (FormerPanel & { readonly references: References })[];
  private readonly criteria: () => ReadonlyMap<string, Criterion>;
  private readonly options: () => Map<string, DebateOption>;
  private readonly pieces: () => ReadonlyMap<string, Evidence>;

  private constructor(debate: Setup, evidence: () => Debate['decision']['evidence']) {
    this.participants = once(() => byKey(debate.participants));
    this.criteria = once(() => new Map(debate.decision.criteria.map((one) => [one.id, toCriterion(one)])));
    this.options = once(() => optionsOf(debate));
    this.pieces = once(() => new Map(evidence().map((piece) => [piece.id, toEvidence(piece, this)])));
    this.former = once(() => debate.formerPanels.map((panel) => ({ ...panel, references: this.with(panel) })));
  }

  private with({ participants }: FormerPanel): References {
    const others = { participants: once(() => byKey(participants)) };
    return Object.assign(Object.create(References.prototype), this, others);
  }

  /** For a debate as it is now: its evidence includes the arguments that agents stated. */
  static forDebate(debate: Debate): References {
    return new References(debate, () => debate.argued().evidence);
  }

  /**
   * For events, which do not depend on what follows them: without the arguments that agents stated in the debate. They are
   * kept for long, so they do not hold the debate with its turns.
   */
  static forEvents({ participants, formerPanels, decision, candidates }: Debate): References {
    return new References({ participants, formerPanels, decision, candidates }, () => decision.evidence);
  }

  /**
   * The key of a candidate never changes its meaning, so candidates of later events do no harm. Every reader of an event that
   * names a candidate has read the event that introduced it, or read the debate after that.
   */
  addCandidates(candidates: Debate['candidates']): void {
    for (const one of candidates) this.options().set(one.id, toCandidate(one));
  }

  /** For the event with this number. In a fork, other agents may have taken part in the shared events. */
  ofEvent(seq: number): References {
    return this.former().find(({ untilSeq }) => seq <= untilSeq)?.references ?? this;
  }

  /** For the turn at this index of the debate; see `ofEvent`. */
  ofTurn(index: number): References {
    return this.former().find(({ turns }) => index < turns)?.references ?? this;
  }

  /** For the failed turn at this index; see `ofEvent`. */
  ofFailure(index: number): References {
    return this.former().find(({ failures }) => index < failures)?.references ?? this;
  }

  /** Throws when the debate has no such participant. */
  participant(key: string): Participant {
    const participant = this.participants().get(key);
    if (!participant) throw new Error(`The debate has no participant ${key}.`);
    return participant;
  }

  participantOrNull(key: string | null): Participant | null {
    return key === null ? null : this.participant(key);
  }

  /** A key without an option stands for itself: a candidate may be named before its text is known. */
  option(key: string): DebateOption {
    return this.options().get(key) ?? { key, label: key };
  }

  optionOrNull(key: string | null): DebateOption | null {
    return key === null ? null : this.option(key);
  }

  /** Null for a criterion in words, which an agent may state. */
  criterion(key: string): Criterion | null {
    return this.criteria().get(key) ?? null;
  }

  evidence(key: string): Evidence | null {
    return this.pieces().get(key) ?? null;
  }

  get allParticipants(): readonly Participant[] {
    return [...this.participants().values()];
  }

  get allOptions(): readonly DebateOption[] {
    return [...this.options().values()];
  }

  get allCriteria(): readonly Criterion[] {
    return [...this.criteria().values()];
  }

  get allEvidence(): readonly Evidence[] {
    return [...this.pieces().values()];
  }
}

function byKey(participants: Debate['participants']): ReadonlyMap<string, Participant> {
  return new Map(participants.map((one) => [one.id, toParticipant(one)]));
}

function optionsOf({ decision, candidates }: Setup): Map<string, DebateOption> {
  return new Map([
    ...decision.options.map((one) => [one.id, toOption(one)] as const),
    ...candidates.map((one) => [one.id, toCandidate(one)] as const),
  ]);
}

function toCandidate({ id, text }: Debate['candidates'][number]): DebateOption {
  return { key: id, label: text };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
