/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** One who argues: what it weighs, and what it knows at first. */
export type AgentProfileInput = {
  /** Id within the decision. */
  id: string;
  /** What to show for it. */
  label: string;
  /** Evidence it knows before the debate; all of it when left out. */
  startsWith?: Array<string> | null | undefined;
  /** Lead another option needs before it moves, 0 to 1; 0 when left out. */
  stubbornness?: number | null | undefined;
  /** How much each criterion counts; 1 for those left out. */
  weights: Array<CriterionWeightInput>;
};

/** A debate to cancel. */
export type CancelDebateInput = {
  /** The debate. */
  id: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input answers the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** How many of the votes cast an option needs to win. */
export type Consensus =
  /** More than half. */
  | 'MAJORITY'
  /** Two thirds or more. */
  | 'SUPERMAJORITY'
  /** All of them. */
  | 'UNANIMOUS';

/** Something the options are judged by. */
export type CriterionInput = {
  /** Id within the decision. */
  id: string;
  /** What to show for it. */
  label: string;
  /** The question it asks of an option. */
  question: string;
};

/** How much a criterion counts to an agent. */
export type CriterionWeightInput = {
  /** The criterion. */
  criterion: string;
  /** 0 to 1. */
  weight: number;
};

/** Which debates to list. Conditions left out do not count. */
export type DebateFilter = {
  /** Only debates that came out in one of these ways. */
  outcome?: Array<DebateOutcome> | null | undefined;
  /** Only debates in one of these states. */
  status?: Array<DebateStatus> | null | undefined;
  /** Only debates whose task contains this text, in any case. */
  text?: string | null | undefined;
};

/** What the debate changed against the blind answers. */
export type DebateGain =
  /** The blind answers were wrong, the verdict is right, by the decision’s reference. */
  | 'CORRECTED'
  /** The blind answers were right, the verdict is not, by the decision’s reference. */
  | 'SUBVERTED'
  /** The verdict is what the blind answers would have given, or as wrong. */
  | 'UNCHANGED'
  /** The verdict differs from the blind answers, and no reference tells which is right. */
  | 'UNKNOWN';

/** Something that can be chosen. */
export type DebateOptionInput = {
  /** Id within the decision: letters, digits, ".", "_" and "-", 64 at most. */
  id: string;
  /** What to show for it. */
  label: string;
};

/** The order of a list of debates. */
export type DebateOrder =
  /** The debate started last comes first. */
  | 'NEWEST_FIRST'
  /** The debate started first comes first. */
  | 'OLDEST_FIRST';

/** How an ended debate came out. */
export type DebateOutcome =
  /** The debate ended before there could be a verdict. */
  | 'ABORTED'
  /** The votes met the rule: one option won. */
  | 'DECIDED'
  /** There were votes, but no option met the rule. */
  | 'NO_CONSENSUS'
  /** Nobody voted for an option: the evidence favoured none. */
  | 'UNDECIDED';

/** Where a debate is in its life. */
export type DebateStatus =
  /** Ended without a verdict, because somebody cancelled it. */
  | 'CANCELLED'
  /** Ended with a verdict; `outcome` says which kind. */
  | 'COMPLETED'
  /** Ended without a verdict, because it could not go on. */
  | 'FAILED'
  /** Stored, and waiting to be run. */
  | 'PENDING'
  /** Being run. */
  | 'RUNNING';

/** A decision to be made, with everything there is to argue about it. */
export type DecisionInput = {
  /** Who argues: 2 to 10 agents. */
  agents: Array<AgentProfileInput>;
  /** What the options are judged by: 1 to 20 criteria. */
  criteria: Array<CriterionInput>;
  /** What there is to argue with: at most 200 pieces. */
  evidence: Array<EvidenceInput>;
  /** What sort of decision it is, in a word. */
  kind?: string | null | undefined;
  /** What can be chosen: 2 to 8 options. */
  options: Array<DebateOptionInput>;
  /** The option known to be right, for studies. */
  reference?: string | null | undefined;
  /** The question to decide. */
  task: string;
};

/** An ended debate to delete. */
export type DeleteDebateInput = {
  /** The debate. */
  id: string;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input answers the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
};

/** A piece of evidence to argue with. It may also speak about other evidence, but never in a circle. */
export type EvidenceInput = {
  /** Evidence it weakens. */
  attacks?: Array<string> | null | undefined;
  /** The criterion it bears on. */
  criterion: string;
  /** Id within the decision. */
  id: string;
  /** The option it speaks about. */
  option: string;
  /** How far the source can be relied on, 0 to 1; 1 when left out. */
  reliability?: number | null | undefined;
  /** Where it comes from. */
  source: EvidenceSourceInput;
  /** Whether it speaks for or against that option. */
  stance: Stance;
  /** How strong it is, 0 to 1: your judgement. */
  strength: number;
  /** Evidence it strengthens. */
  supports?: Array<string> | null | undefined;
};

/** Where a piece of evidence comes from: a `url` or a `document` has to be named. */
export type EvidenceSourceInput = {
  /** The document it is, when it has no address. */
  document?: string | null | undefined;
  /** Words of the source, copied exactly. */
  quote?: string | null | undefined;
  /** What the source is called. */
  title: string;
  /** Where it can be opened. */
  url?: string | null | undefined;
};

/** How the server, or a part of it, is. */
export type HealthStatus =
  /** It works, but slower or with less than it should. */
  | 'DEGRADED'
  /** All is well. */
  | 'HEALTHY'
  /** It does not work. */
  | 'UNHEALTHY';

/** Whether evidence speaks for or against its option. */
export type Stance =
  /** It speaks against the option. */
  | 'AGAINST'
  /** It speaks for the option. */
  | 'FOR';

/** A debate to start. */
export type StartDebateInput = {
  /** Which of the decision’s agents take part; all when left out. */
  agents?: Array<string> | null | undefined;
  /** How many of the votes an option needs. */
  consensus?: Consensus;
  /** What to decide, with the evidence and the agents that argue. */
  decision: DecisionInput;
  /** Makes the request safe to repeat: for 24 hours the same key with the same input answers the first result and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** Most rounds of critique and revision, 1 to 12. */
  maxRounds?: number;
  /** Least time between two turns in milliseconds, 0 to 60,000. */
  paceMs?: number;
};

/** Why a debate ended when it did; never how it came out. */
export type StopReason =
  /** Somebody cancelled it. */
  | 'CANCELLED'
  /** The last round moved nobody, and nobody had an argument left that could. */
  | 'CONVERGED'
  /** A defect of the server kept it from going on. */
  | 'ERROR'
  /** All rounds the protocol allows were held. */
  | 'MAX_ROUNDS'
  /** Too few participants could answer. */
  | 'QUORUM_LOST';

/** What a turn is. */
export type TurnKind =
  /** An objection to what a peer holds or leans on. */
  | 'CRITIQUE'
  /** A first answer, given without hearing anybody else. */
  | 'PROPOSAL'
  /** What the participant holds after hearing the critiques. */
  | 'REVISION'
  /** The final vote. */
  | 'VOTE';

/** What kind of mistake a user error is. Codes are stable: branch on them, not on messages. */
export type UserErrorCode =
  /** The cursor was not given out by this list or stream. Start without it, or use one that was. */
  | 'BAD_CURSOR'
  /** The thing is in a state that does not allow this. */
  | 'CONFLICT'
  /** The idempotency key was used before with other input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** Something in the input is missing, out of range or unknown. The message says what to write. */
  | 'INVALID_INPUT'
  /** There is no such thing in this workspace. */
  | 'NOT_FOUND';

export type AgentsQueryVariables = Exact<{ [key: string]: never; }>;


export type AgentsQuery = { agents: Array<{ id: string, label: string, description: string, provider: string, model: string | null, needsKey: boolean }> };

export type CancelDebateMutationVariables = Exact<{
  input: CancelDebateInput;
}>;


export type CancelDebateMutation = { cancelDebate: { debate: { id: string, status: DebateStatus, outcome: DebateOutcome | null, stopReason: StopReason | null } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type DebateEventsSubscriptionVariables = Exact<{
  debateId: string;
  after?: string | null | undefined;
}>;


export type DebateEventsSubscription = { debateEvents:
    | { __typename: 'AgentFailed', seq: number, cursor: string, at: string, failure: { kind: TurnKind, round: number, participantId: string, message: string } }
    | { __typename: 'CritiqueMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null } }
    | { __typename: 'DebateEnded', status: DebateStatus, outcome: DebateOutcome, stopReason: StopReason, seq: number, cursor: string, at: string }
    | { __typename: 'DebateStarted', task: string, seq: number, cursor: string, at: string, options: Array<{ id: string, label: string }>, participants: Array<{ id: string, label: string, provider: string, model: string | null }>, protocol: { consensus: Consensus, maxRounds: number, paceMs: number } }
    | { __typename: 'PhaseStarted', kind: TurnKind, round: number, speakers: Array<string>, seq: number, cursor: string, at: string }
    | { __typename: 'PositionChanged', participantId: string, round: number, from: string | null, to: string | null, citedPeer: string | null, reason: string, seq: number, cursor: string, at: string }
    | { __typename: 'ProposalMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null } }
    | { __typename: 'RevisionMade', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null } }
    | { __typename: 'RunResumed', attempt: number, seq: number, cursor: string, at: string }
    | { __typename: 'VerdictReached', seq: number, cursor: string, at: string, verdict: { outcome: DebateOutcome, winner: string | null, rule: Consensus, debateGain: DebateGain, costUsd: number | null, tally: Array<{ position: string, voters: Array<string> }>, dissent: Array<{ participantId: string, position: string | null, confidence: number | null, reason: string | null }>, baseline: { position: string | null, agreement: number }, participation: { participants: number, voted: number, abstained: number, failed: number }, cruxes: Array<{ evidenceId: string, strength: number, flipsWithout: boolean, winnerWithout: string | null, flipsAtStrength: number | null, winnerAtStrength: string | null }> } }
    | { __typename: 'VoteCast', seq: number, cursor: string, at: string, turn: { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null } }
   };

export type SaidFragment = { kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null };

export type DebateQueryVariables = Exact<{
  id: string;
}>;


export type DebateQuery = { debate: { id: string, task: string, kind: string | null, status: DebateStatus, outcome: DebateOutcome | null, stopReason: StopReason | null, createdAt: string, startedAt: string | null, endedAt: string | null, protocol: { consensus: Consensus, maxRounds: number, paceMs: number }, options: Array<{ id: string, label: string }>, criteria: Array<{ id: string, label: string, question: string }>, evidence: Array<{ id: string, option: string, stance: Stance, criterion: string, strength: number, reliability: number, attacks: Array<string>, supports: Array<string>, source: { title: string, url: string | null, document: string | null, quote: string | null } }>, participants: Array<{ id: string, label: string, agentId: string, provider: string, model: string | null }>, phase: { kind: TurnKind, round: number } | null, positions: Array<{ participantId: string, position: string | null }>, turns: Array<{ kind: TurnKind, round: number, participantId: string, position: string | null, targetId: string | null, text: string, evidence: Array<string>, confidence: number | null, citedPeer: string | null, reason: string | null, at: string }>, failures: Array<{ kind: TurnKind, round: number, participantId: string, message: string, at: string }>, winner: { id: string, label: string } | null, verdict: { outcome: DebateOutcome, winner: string | null, rule: Consensus, debateGain: DebateGain, costUsd: number | null, tally: Array<{ position: string, voters: Array<string> }>, dissent: Array<{ participantId: string, position: string | null, confidence: number | null, reason: string | null }>, baseline: { position: string | null, agreement: number }, participation: { participants: number, voted: number, abstained: number, failed: number }, cruxes: Array<{ evidenceId: string, strength: number, flipsWithout: boolean, winnerWithout: string | null, flipsAtStrength: number | null, winnerAtStrength: string | null }> } | null } | null };

export type DebatesChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type DebatesChangedSubscription = { debatesChanged: { debateId: string, debate: { task: string, status: DebateStatus, outcome: DebateOutcome | null } | null } };

export type DebatesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: DebateFilter | null | undefined;
  orderBy?: DebateOrder;
}>;


export type DebatesQuery = { debates: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, task: string, status: DebateStatus, outcome: DebateOutcome | null, stopReason: StopReason | null, createdAt: string, endedAt: string | null, winner: { id: string, label: string } | null }> } };

export type DeleteDebateMutationVariables = Exact<{
  input: DeleteDebateInput;
}>;


export type DeleteDebateMutation = { deleteDebate: { deletedDebateId: string | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export type HealthQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthQuery = { health: { status: HealthStatus, version: string, uptimeSeconds: number, checks: Array<{ name: string, status: HealthStatus, latencyMs: number, message: string | null }> } };

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { node: { __typename: 'Debate', task: string, status: DebateStatus, id: string } | null };

export type NodesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type NodesQuery = { nodes: Array<{ __typename: 'Debate', task: string, status: DebateStatus, id: string } | null> };

export type StartDebateMutationVariables = Exact<{
  input: StartDebateInput;
}>;


export type StartDebateMutation = { startDebate: { debate: { id: string, task: string, status: DebateStatus, participants: Array<{ id: string, label: string }> } | null, userErrors: Array<{ code: UserErrorCode, field: Array<string>, message: string }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SaidFragmentDoc = new TypedDocumentString(`
    fragment Said on Turn {
  kind
  round
  participantId
  position
  targetId
  text
  evidence
  confidence
  citedPeer
  reason
}
    `, {"fragmentName":"Said"}) as unknown as TypedDocumentString<SaidFragment, unknown>;
export const AgentsDocument = new TypedDocumentString(`
    query Agents {
  agents {
    id
    label
    description
    provider
    model
    needsKey
  }
}
    `) as unknown as TypedDocumentString<AgentsQuery, AgentsQueryVariables>;
export const CancelDebateDocument = new TypedDocumentString(`
    mutation CancelDebate($input: CancelDebateInput!) {
  cancelDebate(input: $input) {
    debate {
      id
      status
      outcome
      stopReason
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelDebateMutation, CancelDebateMutationVariables>;
export const DebateEventsDocument = new TypedDocumentString(`
    subscription DebateEvents($debateId: ID!, $after: String) {
  debateEvents(debateId: $debateId, after: $after) {
    __typename
    seq
    cursor
    at
    ... on DebateStarted {
      task
      options {
        id
        label
      }
      participants {
        id
        label
        provider
        model
      }
      protocol {
        consensus
        maxRounds
        paceMs
      }
    }
    ... on PhaseStarted {
      kind
      round
      speakers
    }
    ... on ProposalMade {
      turn {
        ...Said
      }
    }
    ... on CritiqueMade {
      turn {
        ...Said
      }
    }
    ... on RevisionMade {
      turn {
        ...Said
      }
    }
    ... on VoteCast {
      turn {
        ...Said
      }
    }
    ... on PositionChanged {
      participantId
      round
      from
      to
      citedPeer
      reason
    }
    ... on AgentFailed {
      failure {
        kind
        round
        participantId
        message
      }
    }
    ... on RunResumed {
      attempt
    }
    ... on VerdictReached {
      verdict {
        outcome
        winner
        rule
        tally {
          position
          voters
        }
        dissent {
          participantId
          position
          confidence
          reason
        }
        baseline {
          position
          agreement
        }
        debateGain
        participation {
          participants
          voted
          abstained
          failed
        }
        cruxes {
          evidenceId
          strength
          flipsWithout
          winnerWithout
          flipsAtStrength
          winnerAtStrength
        }
        costUsd
      }
    }
    ... on DebateEnded {
      status
      outcome
      stopReason
    }
  }
}
    fragment Said on Turn {
  kind
  round
  participantId
  position
  targetId
  text
  evidence
  confidence
  citedPeer
  reason
}`) as unknown as TypedDocumentString<DebateEventsSubscription, DebateEventsSubscriptionVariables>;
export const DebateDocument = new TypedDocumentString(`
    query Debate($id: ID!) {
  debate(id: $id) {
    id
    task
    kind
    status
    outcome
    stopReason
    createdAt
    startedAt
    endedAt
    protocol {
      consensus
      maxRounds
      paceMs
    }
    options {
      id
      label
    }
    criteria {
      id
      label
      question
    }
    evidence {
      id
      option
      stance
      criterion
      strength
      reliability
      attacks
      supports
      source {
        title
        url
        document
        quote
      }
    }
    participants {
      id
      label
      agentId
      provider
      model
    }
    phase {
      kind
      round
    }
    positions {
      participantId
      position
    }
    turns {
      kind
      round
      participantId
      position
      targetId
      text
      evidence
      confidence
      citedPeer
      reason
      at
    }
    failures {
      kind
      round
      participantId
      message
      at
    }
    winner {
      id
      label
    }
    verdict {
      outcome
      winner
      rule
      tally {
        position
        voters
      }
      dissent {
        participantId
        position
        confidence
        reason
      }
      baseline {
        position
        agreement
      }
      debateGain
      participation {
        participants
        voted
        abstained
        failed
      }
      cruxes {
        evidenceId
        strength
        flipsWithout
        winnerWithout
        flipsAtStrength
        winnerAtStrength
      }
      costUsd
    }
  }
}
    `) as unknown as TypedDocumentString<DebateQuery, DebateQueryVariables>;
export const DebatesChangedDocument = new TypedDocumentString(`
    subscription DebatesChanged {
  debatesChanged {
    debateId
    debate {
      task
      status
      outcome
    }
  }
}
    `) as unknown as TypedDocumentString<DebatesChangedSubscription, DebatesChangedSubscriptionVariables>;
export const DebatesDocument = new TypedDocumentString(`
    query Debates($first: Int, $after: String, $last: Int, $before: String, $filter: DebateFilter, $orderBy: DebateOrder! = NEWEST_FIRST) {
  debates(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
    orderBy: $orderBy
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    nodes {
      id
      task
      status
      outcome
      stopReason
      createdAt
      endedAt
      winner {
        id
        label
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DebatesQuery, DebatesQueryVariables>;
export const DeleteDebateDocument = new TypedDocumentString(`
    mutation DeleteDebate($input: DeleteDebateInput!) {
  deleteDebate(input: $input) {
    deletedDebateId
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteDebateMutation, DeleteDebateMutationVariables>;
export const HealthDocument = new TypedDocumentString(`
    query Health {
  health {
    status
    version
    uptimeSeconds
    checks {
      name
      status
      latencyMs
      message
    }
  }
}
    `) as unknown as TypedDocumentString<HealthQuery, HealthQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Debate {
      task
      status
    }
  }
}
    `) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
export const NodesDocument = new TypedDocumentString(`
    query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Debate {
      task
      status
    }
  }
}
    `) as unknown as TypedDocumentString<NodesQuery, NodesQueryVariables>;
export const StartDebateDocument = new TypedDocumentString(`
    mutation StartDebate($input: StartDebateInput!) {
  startDebate(input: $input) {
    debate {
      id
      task
      status
      participants {
        id
        label
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartDebateMutation, StartDebateMutationVariables>;