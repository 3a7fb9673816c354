/** A sign-in and all that came of it: the refresh tokens that followed one another, until it ends. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  /** The user's when it was made. */
  readonly tokenVersion: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** When whoever holds it last gave a password or a code. */
  readonly provenAt: Date;
  /** Who acts in the user's name; null where it is the user. */
  readonly impersonatorId: string | null;
}

/** What a client is given to go on with. Neither token can be had again. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}
