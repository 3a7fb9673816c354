import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import type { TypedDocumentString } from '../../../../src/cli/generated/graphql.ts';
import type { Answered } from '../../../../src/cli/server/api.ts';
import { AUTHORIZED } from '../../../support/credentials.ts';

export interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Request {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  /** The address of this machine that the request is sent from. Every 127.x.x.x is such an address. */
  readonly from?: string;
}

/** Sends these headers, with the owner's credential by default. With `fetch` a test could not set Host or Origin. */
export function send(url: string, { method = 'GET', headers = {}, body, from }: Request = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const all = Object.entries({ ...AUTHORIZED, ...headers }).filter(([, value]) => value !== undefined);
    const connection = { agent: false, ...(from !== undefined && { localAddress: from }) };
    const sent = request(url, { method, headers: Object.fromEntries(all), ...connection }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject).end(body);
  });
}

/** A GraphQL request as a correct client sends it. */
export function post(url: string, query: string, headers: OutgoingHttpHeaders = {}): Promise<Response> {
  const body = JSON.stringify({ query });
  return send(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

/** Returns the data of a typed document, as the owner unless the headers differ. Throws when there are errors. */
export async function ask<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  headers: OutgoingHttpHeaders = {},
): Promise<Answered<Data>> {
  const all = { 'content-type': 'application/json', ...headers };
  const body = JSON.stringify({ query: String(document), variables });
  const { text } = await send(`${url}/graphql`, { method: 'POST', headers: all, body });
  const { data, errors } = JSON.parse(text) as { data?: Answered<Data>; errors?: unknown };
  if (errors || !data) throw new Error(text);
  return data;
}

/** The errors of a response: their codes and messages. */
export function errorsOf({ text }: Response): readonly { code: unknown; message: string }[] {
  const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: unknown } }[] };
  return errors.map(({ message, extensions }) => ({ code: extensions?.code, message }));
}
