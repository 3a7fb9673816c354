import type { DebateEventsSubscription, DebateQuery, DebateTokensSubscription } from '../generated/graphql.ts';
import type { Answered } from '../server/api.ts';

/** An event of a debate as the subscription sends it. */
export type DebateEvent = DebateEventsSubscription['debateEvents'];
export type EventOf<Kind extends DebateEvent['__typename']> = Extract<DebateEvent, { __typename: Kind }>;

/** A debate with all its turns. */
export type WholeDebate = NonNullable<Answered<DebateQuery>['debate']>;
export type Turn = EventOf<'ProposalMade'>['turn'];

/** A piece of live text. */
export type TurnText = DebateTokensSubscription['debateTokens'];
