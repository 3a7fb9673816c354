import type { DebateEventsSubscription, DebateQuery, DebateTokensSubscription } from '../generated/graphql.ts';

/** An event of a debate as the subscription brings it. */
export type DebateEvent = DebateEventsSubscription['debateEvents'];
export type EventOf<Kind extends DebateEvent['__typename']> = Extract<DebateEvent, { __typename: Kind }>;

/** A debate with everything said in it. */
export type WholeDebate = NonNullable<DebateQuery['debate']>;
export type Turn = EventOf<'ProposalMade'>['turn'];

/** A piece of a turn that is being written. */
export type TurnText = DebateTokensSubscription['debateTokens'];
