import type { CustomFetchOptions } from 'openid-client';
import { isPrivate } from '../../domain/access/sign-in/return-address.ts';

/** Discovery, keys and tokens are a few kilobytes each. */
const MAX_BYTES = 262_144;

type CarefulRequest = Omit<CustomFetchOptions, 'body'> & { readonly body?: CustomFetchOptions['body'] };

/**
 * `fetch` for a provider. It only connects over TLS or to this machine, also if the metadata of the provider names other addresses, and
 * reads at most 256 KiB. Rejects with a `TypeError`, as `fetch` does when it cannot reach a server.
 */
export async function carefulFetch(address: string, request: CarefulRequest): Promise<Response> {
  if (!isPrivate(new URL(address))) throw new TypeError('a provider is spoken to over TLS only');
  const { signal, body, ...rest } = request;
  const response = await fetch(address, {
    ...rest,
    body: (body ?? null) as RequestInit['body'],
    signal: signal ?? null,
  });
  const { status, statusText, headers } = response;
  return new Response(response.body && (await readShort(response.body)), { status, statusText, headers });
}

async function readShort(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > MAX_BYTES) throw new TypeError('the answer of the provider is too long');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
