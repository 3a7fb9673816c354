import { setTimeout as sleep } from 'node:timers/promises';
import type { TypedDocumentString } from '../../../src/cli/generated/graphql.ts';
import type { Answered } from '../../../src/cli/server/api.ts';
import { AUTHORIZED } from '../../support/credentials.ts';

const TRY_AGAIN_MS = 100;
/** A request without an answer from a killed server is stopped after this time, and repeated. */
const ANSWERED_WITHIN_MS = 60_000;

/** An answer of the server: data, or the codes of its errors. */
export interface Answer<Data> {
  readonly data: Answered<Data> | undefined;
  readonly codes: readonly string[];
}

/** One request over HTTP. Throws when no GraphQL answer arrives in time. */
export async function request<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: NoInfer<Variables>,
  withinMs = ANSWERED_WITHIN_MS,
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...AUTHORIZED },
    body: JSON.stringify({ query: String(document), variables }),
    signal: AbortSignal.timeout(withinMs),
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: Answered<Data>;
    errors?: { extensions?: { code?: string } }[];
  };
  const codes = errors.map(({ extensions }) => extensions?.code ?? 'NONE');
  return { data: codes.length === 0 ? data : undefined, codes };
}

/** Repeats the request until it is answered without an error. Returns undefined when the signal aborts before. */
export async function retryUntilAnswered<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: NoInfer<Variables>,
  { signal, onFailure }: { readonly signal: AbortSignal; onFailure(what: string): void },
): Promise<Answered<Data> | undefined> {
  while (!signal.aborted) {
    try {
      const { data, codes } = await request(url, document, variables);
      if (data) return data;
      onFailure(codes.join(' '));
    } catch (error) {
      onFailure(`no answer: ${(error as Error).name}`);
    }
    await sleep(TRY_AGAIN_MS);
  }
  return undefined;
}
