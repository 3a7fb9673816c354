/** The same work in both forms. The server uses the one that `used` names. */
export interface Pair {
  readonly what: string;
  readonly used: 'repository' | 'raw';
  /** On a path that runs for every step, event or request. */
  readonly isHot: boolean;
  /** Measured in a transaction, as the server calls it. */
  readonly isInTransaction?: boolean;
  repository(at: number): Promise<unknown>;
  raw(at: number): Promise<unknown>;
}

export const WORKSPACE = 'wsp_1';
