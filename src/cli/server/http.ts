import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpResponse {
  readonly status: number;
  readonly text: string;
  /** Address of a redirect, which is not followed: a credential belongs to the named server only. */
  readonly location?: string | undefined;
}

/** What is sent, and how long to wait for the whole response. */
export interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

interface HttpModule {
  request(address: string, options: RequestOptions, listener: (response: IncomingMessage) => void): ClientRequest;
}

/**
 * Sends a POST request. Rejects if there is no whole response in time. Not with `fetch`, whose code takes as long to load
 * as Node.js itself. For the same reason the module is not imported: an import of `node:http` loads the code of `fetch`.
 */
export async function post(address: string, { headers, body = '', timeoutMs }: HttpRequest): Promise<HttpResponse> {
  const isSecure = address.startsWith('https:');
  const http: HttpModule = process.getBuiltinModule(isSecure ? 'node:https' : 'node:http');
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`no response within ${timeoutMs / 1000} s`)), timeoutMs);
  try {
    const length = { 'content-length': `${Buffer.byteLength(body)}` };
    const options: RequestOptions = { method: 'POST', headers: { ...headers, ...length }, signal: late.signal };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      // A connection of its own: a kept one may be closed by the server just when the next request is sent.
      http
        .request(address, { ...options, agent: false }, resolve)
        .on('error', reject)
        .end(body);
    });
    return { status: response.statusCode ?? 0, text: await text(response), location: response.headers.location };
  } finally {
    clearTimeout(timer);
  }
}
