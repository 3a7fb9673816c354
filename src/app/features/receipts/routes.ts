import { z } from 'zod';
import { receiptText } from '../../../domain/receipts/documents.ts';
import type { Receipts } from '../../../domain/receipts/receipts.ts';
import { TEXT_POINTS } from '../../../domain/shared/slices.ts';
import { formatQuery, sendText } from '../../../infra/http/rest/document-format.ts';
import { callRoute, type Route, refusal } from '../../../infra/http/rest/route.ts';

const NO_RECEIPT = 'There is no receipt: the debate is still running, or does not exist.';

type Doors = Pick<Receipts, 'find' | 'events' | 'keys'>;

/** Receipts as files, and the public keys that verify them. */
export function receiptRoutes(receipts: Doors): readonly Route[] {
  return [receiptRoute(receipts), keysRoute(receipts)];
}

function receiptRoute(receipts: Doors): Route {
  return callRoute({
    method: 'GET',
    path: '/api/receipts/:debateId',
    summary: 'The receipt of an ended debate.',
    permission: 'debates.read',
    points: TEXT_POINTS,
    params: z.strictObject({ debateId: z.string() }),
    query: formatQuery,
    call: async ({ actor, params: { debateId }, query: { format }, work }) => {
      const receipt = await receipts.find(actor, debateId);
      if (!receipt) return refusal(404, 'NOT_FOUND', NO_RECEIPT);
      const parts = receiptText(receipt, receipts.events(receipt), format);
      return sendText({ name: `receipt-${debateId}`, format, parts, points: TEXT_POINTS }, work);
    },
  });
}

function keysRoute(receipts: Doors): Route {
  return callRoute({
    method: 'GET',
    path: '/.well-known/aragora-receipt-keys.json',
    summary: 'The public keys of receipts, as a JSON Web Key Set (RFC 7517, RFC 8037).',
    permission: 'public',
    points: 1,
    call: async () => ({
      headers: { 'cache-control': 'public, max-age=300' },
      body: { keys: (await receipts.keys()).map(webKey) },
    }),
  });
}

function webKey({ keyId, publicKey, firstUsedAt, retiredAt }: Awaited<ReturnType<Receipts['keys']>>[number]) {
  return {
    ...{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: keyId, x: publicKey },
    first_used_at: firstUsedAt.toISOString(),
    retired_at: retiredAt?.toISOString() ?? null,
  };
}
