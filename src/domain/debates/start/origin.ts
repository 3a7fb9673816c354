/** The debate this one is a fork of: everything up to its `seq`-th event is shared. */
export interface Origin {
  readonly debateId: string;
  readonly seq: number;
  /** Hash of that event. */
  readonly hash: string;
}
