import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ProviderId } from '../../../src/domain/agents/provider-id.ts';
import { DIALECTS, type SpokenUsage } from './provider-dialects.ts';

/** The behaviour of the server for a request. */
export interface Behaviour {
  /** Answers with this error instead of a stream. */
  readonly refusal?: { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };
  /** The name of the model in the answer. */
  readonly servedModel?: string;
  readonly pieces?: readonly string[];
  readonly usage?: SpokenUsage | null;
  readonly reason?: 'done' | 'content' | 'length';
  /** What follows the pieces: an error event, a broken connection, an end without a final event, or silence. */
  readonly fate?: { readonly error: unknown } | 'cut' | 'end' | 'silence';
  /** Sends a piece at this interval, without an end. */
  readonly dripMs?: number;
}

export interface Received {
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
  /** Resolves when the connection of this request is closed. */
  readonly closed: Promise<void>;
}

/** A real HTTP server that uses the protocol of a provider, and fails as the test says. */
export class ProviderServer {
  readonly received: Received[] = [];
  behaviour: Behaviour = {};
  private readonly provider: ProviderId;
  private readonly server: Server;

  constructor(provider: ProviderId) {
    this.provider = provider;
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  /** Opens the server. Returns its address without a path. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = new Promise<void>((resolve) => response.on('close', resolve));
    const path = new URL(request.url ?? '', 'http://x').pathname;
    this.received.push({ path, body: await text(request), headers: request.headers, closed });
    const { refusal } = this.behaviour;
    if (refusal)
      response.writeHead(refusal.status, { 'content-type': 'application/json', ...refusal.headers }).end(refusal.body);
    else if (DIALECTS[this.provider].path.test(path)) this.stream(response, this.behaviour);
    else response.writeHead(404).end('no such path');
  }

  private stream(response: ServerResponse, behaviour: Behaviour): void {
    const dialect = DIALECTS[this.provider];
    const { pieces = ['Hello', ' world'], fate, dripMs, reason = 'done', usage = { input: 11, output: 7 } } = behaviour;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(dialect.opening(behaviour.servedModel ?? 'served-model'));
    for (const piece of pieces) response.write(dialect.piece(piece));
    if (dripMs !== undefined) {
      const drip = setInterval(() => response.write(dialect.piece('.')), dripMs);
      response.on('close', () => clearInterval(drip));
    } else if (fate === undefined) response.end(dialect.ending(dialect.reasons[reason], usage, pieces.join('')));
    else if (fate === 'end') response.end();
    // Waits until the network has sent the pieces. A reset would discard them.
    else if (fate === 'cut') setTimeout(() => response.destroy(), 20);
    else if (fate !== 'silence') response.end(dialect.error(fate.error));
  }
}
