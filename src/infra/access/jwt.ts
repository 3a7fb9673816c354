import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { AccessClaims, AccessTokens, LocalClaims } from '../../domain/access/ports.ts';
import type { Clock, Ids } from '../../domain/shared/ports.ts';
import { ALGORITHM, AUDIENCE, ISSUER, LOCAL_TYPE, signLocalToken } from './local-token.ts';

/** RFC 9068. It keeps other tokens of this server from being accepted as access tokens. */
const SESSION_TYPE = 'at+jwt';

export interface JwtSecrets {
  readonly current: Uint8Array;
  /** The previous secret, and the time until which its tokens are valid. */
  readonly previous?: { readonly secret: Uint8Array; readonly until: Date } | undefined;
}

/** Access tokens as JSON Web Tokens with HMAC-SHA256. Algorithm, issuer and audience are fixed, never read from the token. */
export class JwtAccessTokens implements AccessTokens {
  private readonly secrets: JwtSecrets;
  private readonly clock: Clock;
  private readonly ids: Ids;

  constructor(secrets: JwtSecrets, clock: Clock, ids: Ids) {
    this.secrets = secrets;
    this.clock = clock;
    this.ids = ids;
  }

  issue({ userId, sessionId, tokenVersion, impersonatorId }: AccessClaims, expiresAt: Date): Promise<string> {
    const act = impersonatorId === null ? {} : { act: { sub: impersonatorId } };
    return this.sign({ sub: userId, sid: sessionId, tv: tokenVersion, ...act }, SESSION_TYPE, expiresAt);
  }

  async issueLocal(claims: LocalClaims, expiresAt: Date): Promise<string> {
    return signLocalToken(this.secrets.current, claims, {
      id: this.ids.next('jti'),
      issuedAt: this.clock.now(),
      expiresAt,
    });
  }

  async read(token: string) {
    const { current, previous } = this.secrets;
    const now = this.clock.now();
    const secrets = previous && now < previous.until ? [current, previous.secret] : [current];
    for (const secret of secrets) {
      const session = await verified(token, secret, SESSION_TYPE, now);
      if (session) return sessionIn(session);
      const local = await verified(token, secret, LOCAL_TYPE, now);
      if (local) return typeof local.role === 'string' ? { local: { role: local.role } } : undefined;
    }
    return undefined;
  }

  private sign(claims: JWTPayload, typ: string, expiresAt: Date): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, typ })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setJti(this.ids.next('jti'))
      .setIssuedAt(this.clock.now())
      .setExpirationTime(expiresAt)
      .sign(this.secrets.current);
  }
}

async function verified(token: string, secret: Uint8Array, typ: string, now: Date): Promise<JWTPayload | undefined> {
  try {
    const options = { algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE, typ, currentDate: now };
    const requiredClaims = ['sub', 'exp', 'iat', 'jti'];
    return (await jwtVerify(token, secret, { ...options, requiredClaims })).payload;
  } catch {
    // The caller gets the same error for every defect of a token.
    return undefined;
  }
}

function sessionIn({ sub, sid, tv, act }: JWTPayload): { readonly session: AccessClaims } | undefined {
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof tv !== 'number') return undefined;
  const actor = (act as { sub?: unknown } | undefined)?.sub;
  const impersonatorId = typeof actor === 'string' ? actor : null;
  return { session: { userId: sub, sessionId: sid, tokenVersion: tv, impersonatorId } };
}
