import type { FastifyInstance } from 'fastify';
import type { Receipts } from '../../../domain/receipts/receipts.ts';

/** Where anybody finds the public keys that receipts are checked by, as a JSON Web Key Set (RFC 7517, RFC 8037). */
export function serveReceiptKeys(http: FastifyInstance, receipts: Pick<Receipts, 'keys'>): void {
  http.get('/.well-known/aragora-receipt-keys.json', async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300');
    const keys = (await receipts.keys()).map(({ keyId, publicKey, firstUsedAt, retiredAt }) => ({
      ...{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: keyId, x: publicKey },
      first_used_at: firstUsedAt.toISOString(),
      retired_at: retiredAt?.toISOString() ?? null,
    }));
    return { keys };
  });
}
