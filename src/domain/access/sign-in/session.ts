/** A sign-in with its successive refresh tokens, until it ends. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  /** The user's token version at the sign-in. */
  readonly tokenVersion: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** When the user last proved its identity with a password or a code. */
  readonly provenAt: Date;
  /** The impersonator; null when the user acts itself. */
  readonly impersonatorId: string | null;
}

/** Tokens returned to a client. Neither can be read again later. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}
