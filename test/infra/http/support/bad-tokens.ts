import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

export const SECRET = 'the-secret-of-the-tests-of-more-than-32-characters';
export const PREVIOUS = 'the-secret-before-that-one-of-more-than-32-characters';

/** The claims of an existing session. */
export interface GoodSession {
  readonly sub: string;
  readonly sid: string;
  readonly tv: number;
}

const SECOND = 1000;
const HOUR_S = 3_600;
const nowS = () => Math.floor(Date.now() / SECOND);

/** The claims that the server itself writes into a token. */
export function claimsOf(session: GoodSession): JWTPayload {
  const times = { iat: nowS(), exp: nowS() + HOUR_S };
  return { ...session, ...times, iss: 'aragora', aud: 'aragora-api', jti: 'jti_test' };
}

/** Signs as the server does, unless the header or secret differs. */
export function signed(
  claims: JWTPayload,
  header: Partial<JWTHeaderParameters> = {},
  secret: string | Uint8Array = SECRET,
): Promise<string> {
  const key = typeof secret === 'string' ? Buffer.from(secret) : secret;
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header }).sign(key);
}

/** Signs any header with the server's own secret. */
function byHand(header: object, claims: object, secret = SECRET): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function byKey(alg: 'RS256' | 'ES256', key: KeyObject, claims: object, more: object = {}): string {
  const text = `${encoded({ alg, typ: 'at+jwt', ...more })}.${encoded(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function without(claims: JWTPayload, name: string): JWTPayload {
  return Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
}

/** The tokens after `Bearer`, each with its mistake. */
export async function badTokens(session: GoodSession): Promise<readonly (readonly [string, string])[]> {
  const claims = claimsOf(session);
  const good = await signed(claims);
  return [
    ...algorithms(claims, good),
    ...(await headers(claims)),
    ...(await claimed(claims)),
    ...shapes(good, await signed({ ...claims, tv: claims.tv as number })),
    ['the secret of another server', await signed(claims, {}, 'a secret that is not the one of this server')],
    ['an empty secret', byHand({ alg: 'HS256', typ: 'at+jwt' }, claims, '')],
    ['the previous secret after its end', await signed(claims, {}, PREVIOUS)],
  ];
}

function algorithms(claims: JWTPayload, good: string): [string, string][] {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const [, body, signature] = good.split('.');
  const none = ['none', 'None', 'NONE', 'nOnE'].map((alg): [string, string] => [
    `alg ${alg}`,
    `${encoded({ alg, typ: 'at+jwt' })}.${body}.`,
  ]);
  return [
    ...none,
    ['alg none with the signature of a good one', `${encoded({ alg: 'none', typ: 'at+jwt' })}.${body}.${signature}`],
    ['alg RS256 over an HMAC of the secret', byHand({ alg: 'RS256', typ: 'at+jwt' }, claims)],
    ['alg ES256 over an HMAC of the secret', byHand({ alg: 'ES256', typ: 'at+jwt' }, claims)],
    ['RS256 with its own key', byKey('RS256', rsa.privateKey, claims)],
    ['ES256 with its own key', byKey('ES256', ec.privateKey, claims)],
    ['an HMAC under a public key', byHand({ alg: 'HS256', typ: 'at+jwt' }, claims, pem)],
    ['an embedded jwk', byKey('ES256', ec.privateKey, claims, { jwk: ec.publicKey.export({ format: 'jwk' }) })],
    ['alg hs256 in lower case', byHand({ alg: 'hs256', typ: 'at+jwt' }, claims)],
    ['no alg', byHand({ typ: 'at+jwt' }, claims)],
    ['alg as a list', byHand({ alg: ['HS256'], typ: 'at+jwt' }, claims)],
  ];
}

/** Tokens with headers that name another key, or have another meaning. */
async function headers(claims: JWTPayload): Promise<[string, string][]> {
  const local = { ...without(without(claims, 'sid'), 'tv'), sub: 'local', role: 'owner' };
  return [
    ['alg HS384', await signed(claims, { alg: 'HS384' })],
    ['alg HS512', await signed(claims, { alg: 'HS512' })],
    ['a kid that points to an empty file', await signed(claims, { kid: '../../../../dev/null' }, new Uint8Array(32))],
    ['a kid with SQL', await signed(claims, { kid: "x' union select 'secret' --" }, 'secret')],
    [
      'a jku of another server',
      byHand({ alg: 'HS256', typ: 'at+jwt', jku: 'http://127.0.0.1:9/jwks' }, claims, 'theirs'),
    ],
    ['an unknown crit', byHand({ alg: 'HS256', typ: 'at+jwt', crit: ['exp'], exp: 1 }, claims)],
    ['typ JWT', await signed(claims, { typ: 'JWT' })],
    ['no typ', byHand({ alg: 'HS256' }, claims)],
    ['a session under the typ of a local token', await signed(claims, { typ: 'local+jwt' })],
    ['a local role under the typ of a session', await signed(local, { typ: 'at+jwt' })],
    ['an unknown local role', await signed({ ...local, role: 'root' }, { typ: 'local+jwt' })],
    ['a local role that is a list', await signed({ ...local, role: ['owner'] }, { typ: 'local+jwt' })],
  ];
}

async function claimed(claims: JWTPayload): Promise<[string, string][]> {
  const wrong: [string, JWTPayload][] = [
    ['expired', { ...claims, exp: nowS() - 1 }],
    ['not yet valid', { ...claims, nbf: nowS() + HOUR_S }],
    ['an expiry that is text', { ...claims, exp: '9999999999' as unknown as number }],
    ['another issuer', { ...claims, iss: 'https://aragora.example' }],
    ['another audience', { ...claims, aud: 'another-api' }],
    ['another user of the same session', { ...claims, sub: 'usr_other' }],
    ['an unknown session', { ...claims, sid: 'ses_other' }],
    ['an older token version', { ...claims, tv: 0 }],
    ['a newer token version', { ...claims, tv: 2 }],
    ['another user who acts for the user', { ...claims, act: { sub: 'usr_other' } }],
    ['a session id that is a list', { ...claims, sid: [claims.sid] }],
    ...['iss', 'aud', 'sub', 'exp', 'iat', 'jti', 'sid', 'tv'].map((name): [string, JWTPayload] => [
      `no ${name}`,
      without(claims, name),
    ]),
  ];
  return Promise.all(wrong.map(async ([name, payload]): Promise<[string, string]> => [name, await signed(payload)]));
}

function shapes(good: string, other: string): [string, string][] {
  const [head = '', body = '', signature = ''] = good.split('.');
  const said = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  return [
    ['a tampered payload', `${head}.${encoded({ ...said, sub: 'usr_local', tv: 9 })}.${signature}`],
    ['without its last character', good.slice(0, -1)],
    ['cut in half', good.slice(0, good.length / 2)],
    ['without a signature', `${head}.${body}`],
    ['with an empty signature', `${head}.${body}.`],
    ['with a fourth part', `${good}.${signature}`],
    ['as two tokens', `${good},${other}`],
    ['in the form of an encrypted one', `${head}..${body}.${body}.${signature}`],
    ['very long', `${good}${'A'.repeat(9_000)}`],
    ['8 KiB of one letter', 'a'.repeat(8_192)],
    ['dots alone', '..'],
    ['the word null', 'null'],
    ['the secret itself', SECRET],
    ['an unknown API key', `ara_${'A'.repeat(43)}`],
    ['an API key that is too short', 'ara_AAAA'],
    ['an API key that is too long', `ara_${'A'.repeat(500)}`],
    ['the prefix of an API key alone', 'ara_'],
    ['a refresh token', `art_${'A'.repeat(43)}`],
  ];
}

/** The whole header, each with its mistake. The token in it is valid. */
export function badHeaders(good: string): readonly (readonly [string, string])[] {
  return [
    ['nothing at all', ''],
    ['the scheme alone', 'Bearer'],
    ['the scheme and a blank', 'Bearer '],
    ['no scheme', good],
    ['another scheme', `Basic ${good}`],
    ['no blank', `Bearer${good}`],
    ['two blanks', `Bearer  ${good}`],
    ['a tab', `Bearer\t${good}`],
    ['a word after it', `Bearer ${good} x`],
    ['the scheme twice', `Bearer Bearer ${good}`],
    ['quotation marks', `Bearer "${good}"`],
    ['two in one', `Bearer ${good}, Bearer ${good}`],
  ];
}
