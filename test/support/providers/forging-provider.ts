import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Claims = Record<string, unknown>;

/** The misbehaviour of the provider. Without these fields it is honest. */
export interface Forgery {
  /** Changes the claims of the identity. */
  claims?: (honest: Claims) => Claims;
  /** Replaces the token that is signed by the published key. */
  token?: (claims: Claims) => string | undefined;
  /** Answers these paths instead of the provider. */
  answer?: Record<string, (response: ServerResponse) => void>;
}

const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const OTHER_KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A fake identity provider that can send forged data, which a real one cannot. */
export async function aForgingProvider(clientId: string) {
  const forgery: Forgery = {};
  const asked: string[] = [];
  const nonces = new Map<string, string>();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '', issuer);
    asked.push(url.pathname);
    const forged = forgery.answer?.[url.pathname];
    if (forged) return forged(response);
    if (url.pathname === '/authorize') return authorize(url, nonces, response);
    if (url.pathname === '/token') return void redeem(request, response, { issuer, clientId, nonces, forgery });
    if (url.pathname === '/keys') return json(response, { keys: [publicKey()] });
    return json(response, metadataOf(issuer));
  });
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  onTestFinished(close);
  return { issuer, forgery, asked, close };
}

export function signed(claims: Claims, keys = KEYS): string {
  const head = `${encoded({ alg: 'RS256', kid: 'k1' })}.${encoded(claims)}`;
  return `${head}.${sign('RSA-SHA256', Buffer.from(head), keys.privateKey).toString('base64url')}`;
}

export function signedByAnother(claims: Claims): string {
  return signed(claims, OTHER_KEYS);
}

export function unsigned(claims: Claims): string {
  return `${encoded({ alg: 'none' })}.${encoded(claims)}.`;
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function authorize({ searchParams: asked }: URL, nonces: Map<string, string>, response: ServerResponse): void {
  const code = `code-${nonces.size}`;
  nonces.set(code, asked.get('nonce') ?? '');
  const back = new URL(asked.get('redirect_uri') ?? '');
  back.searchParams.set('code', code);
  back.searchParams.set('state', asked.get('state') ?? '');
  response.writeHead(302, { location: back.href }).end();
}

interface World {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonces: Map<string, string>;
  readonly forgery: Forgery;
}

async function redeem(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const { issuer, clientId, nonces, forgery } = world;
  let body = '';
  for await (const chunk of request) body += chunk;
  const nonce = nonces.get(new URLSearchParams(body).get('code') ?? '');
  const now = Math.floor(Date.now() / 1000);
  const said = { iss: issuer, aud: clientId, sub: '1093', iat: now, exp: now + 3600, nonce };
  const honest = { ...said, email: 'ada@example.com', email_verified: true, name: 'Ada' };
  const claims = forgery.claims?.(honest) ?? honest;
  json(response, { access_token: 'a', token_type: 'Bearer', id_token: (forgery.token ?? signed)(claims) });
}

function publicKey() {
  return { ...KEYS.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
