import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { CommandFailure } from '../command/failure.ts';
import { type ApiError, ApiFailure, reasonOf } from './api.ts';
import { credential } from './credential.ts';

interface HttpModule {
  get(address: string, options: RequestOptions, listener: (response: IncomingMessage) => void): ClientRequest;
}

/** A server may wait with the next part for the points of the next minute. */
const IDLE_MS = 90_000;
const MAX_ERROR = 100_000;

/**
 * A text of the REST API, in parts as they arrive: it may be longer than a GraphQL response. Throws a `CommandFailure` when
 * the server refuses it or the connection ends early.
 */
export async function* readText(url: string, path: string): AsyncGenerator<string, void, undefined> {
  try {
    const response = await get(`${url}${path}`);
    if (response.statusCode === 200) yield* response as AsyncIterable<string>;
    else throw await refusalOf(response);
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(`The text of ${url}${path} did not arrive whole: ${reasonOf(error)}.`);
  }
}

/** Not with an import of `node:http`: see `http.ts`. */
function get(address: string): Promise<IncomingMessage> {
  const http: HttpModule = process.getBuiltinModule(address.startsWith('https:') ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const request = http.get(address, { headers: { ...credential() }, agent: false }, (response) => {
      resolve(response.setEncoding('utf8'));
    });
    request.on('error', reject);
    request.setTimeout(IDLE_MS, () => request.destroy(new Error(`no data for ${IDLE_MS / 1000} s`)));
  });
}

async function refusalOf(response: IncomingMessage): Promise<CommandFailure> {
  let text = '';
  for await (const part of response) {
    text += part;
    if (text.length > MAX_ERROR) break;
  }
  try {
    const { errors } = JSON.parse(text) as { errors: readonly ApiError[] };
    return new ApiFailure(errors);
  } catch {
    return new CommandFailure(`The server refused the text with the status ${response.statusCode}.`);
  }
}
