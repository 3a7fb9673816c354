import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { cutUp } from '../services/torn-bytes.ts';
import { type ChatRequest, chunksOf, completionOf, piecesOf, tokensOf } from './openai-words.ts';

/** One call of a model, as the server received it. */
export interface SeenCall {
  readonly model: string;
  readonly request: ChatRequest;
  /** The result of the call: the whole answer was sent, an error was sent, or the caller disconnected before. */
  fate: 'OPEN' | 'ANSWERED' | 'REFUSED' | 'HUNG_UP';
  /** The tokens of the answer; null when there is none. */
  tokens: ReturnType<typeof tokensOf> | null;
  /** Resolves with the call when its connection has ended. */
  readonly over: Promise<SeenCall>;
}

/** Words that are sent slowly, with this number of milliseconds between two pieces. */
export interface Paced {
  readonly words: string;
  readonly paceMs: number;
}

/** The words of a call, now or later. A thrown error is sent as a mistake of the caller (400), which callers do not repeat. */
export type Words = (call: SeenCall) => string | Paced | Promise<string | Paced>;

/** A real HTTP server with the chat protocol of OpenAI. It records all calls. */
export class OpenAiServer {
  readonly calls: SeenCall[] = [];
  private readonly words: Words;
  private readonly server = createServer((request, response) => void this.serve(request, response));

  constructor(words: Words) {
    this.words = words;
  }

  /** Opens the server. Returns the address for `ARAGORA_LOCAL_BASE_URL`. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET' && request.url === '/v1/models') return sendJson(response, 200, this.models());
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      return sendJson(response, 404, { error: { message: `There is no ${request.url}.`, type: 'not_found' } });
    }
    const call = seen((await json(request)) as ChatRequest, response);
    this.calls.push(call);
    try {
      await this.answer(call, await this.words(call), response);
    } catch (error) {
      call.fate = 'REFUSED';
      sendJson(response, 400, { error: { message: String(error), type: 'invalid_request_error' } });
    }
  }

  private async answer(call: SeenCall, said: string | Paced, response: ServerResponse): Promise<void> {
    const { words, paceMs } = typeof said === 'string' ? { words: said, paceMs: 0 } : said;
    call.tokens = tokensOf(call.request, words);
    if (!call.request.stream) return sendJson(response, 200, completionOf(call.request, words));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const chunk of chunksOf(call.request, piecesOf(words))) {
      if (response.destroyed) return;
      for (const bytes of cutUp(Buffer.from(chunk))) response.write(bytes);
      if (paceMs > 0) await sleep(paceMs);
    }
    response.end();
  }

  private models() {
    const names = [...new Set(this.calls.map(({ model }) => model))];
    return { object: 'list', data: names.map((id) => ({ id, object: 'model', created: 1, owned_by: 'test' })) };
  }
}

function seen(request: ChatRequest, response: ServerResponse): SeenCall {
  const over = Promise.withResolvers<SeenCall>();
  const call: SeenCall = {
    model: request.model,
    request,
    fate: 'OPEN',
    tokens: null,
    over: over.promise,
  };
  response.on('close', () => {
    if (!response.writableFinished) call.fate = 'HUNG_UP';
    else if (call.fate === 'OPEN') call.fate = 'ANSWERED';
    over.resolve(call);
  });
  return call;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
