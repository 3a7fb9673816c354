import type { Participant } from '../participant.ts';

/** The debate this one is a fork of: everything up to its `seq`-th event is shared. */
export interface Origin {
  readonly debateId: string;
  readonly seq: number;
  /** Hash of that event. */
  readonly hash: string;
}

/** The participants of the shared events of a fork whose agents were exchanged, up to an event. */
export interface FormerPanel {
  /** Number of the last event with these participants. */
  readonly untilSeq: number;
  /** Numbers of turns and of failures up to that event. */
  readonly turns: number;
  readonly failures: number;
  readonly participants: readonly Participant[];
}
