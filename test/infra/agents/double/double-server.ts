import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderId } from '../../../../src/domain/agents/provider-id.ts';
import { json, type Reply } from './reply.ts';
import { VOICES } from './voices/voices.ts';

/** A request, as the double received it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Bytes of the answer that the double could send so far. */
  sent: number;
  /** Resolves when the connection is over: true when the caller let go of it before the double ended its answer. */
  readonly letGo: Promise<boolean>;
}

/** A reply for each request; the last one is repeated. A function sees the request first. */
export type Script = readonly Reply[] | ((request: Received, nth: number) => Reply);

/** Bytes that are written at once. */
const SLICE = 65_536;

/** A server on this machine that speaks the protocol of a provider, and misbehaves as its script says. */
export class DoubleServer {
  readonly received: Received[] = [];
  script: Script = [];
  private readonly provider: ProviderId;
  private readonly server = createServer((request, response) => void this.serve(request, response));

  constructor(provider: ProviderId) {
    this.provider = provider;
  }

  /** Opens the server. Returns its address without a path. */
  async open(port = 0): Promise<string> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const letGo = once(response, 'close').then(() => !response.writableFinished);
    const path = new URL(request.url ?? '', 'http://x').pathname;
    const received: Received = { path, headers: request.headers, body: await text(request), sent: 0, letGo };
    const nth = this.received.push(received) - 1;
    const isKnown = VOICES[this.provider].path.test(path);
    await send(isKnown ? this.replyTo(received, nth) : json(404, 'Not Found'), response, received);
  }

  private replyTo(received: Received, nth: number): Reply {
    if (typeof this.script === 'function') return this.script(received, nth);
    return this.script[Math.min(nth, this.script.length - 1)] ?? json(500, 'The script is empty.');
  }
}

async function send({ status = 200, headers, body, after }: Reply, response: ServerResponse, received: Received) {
  response.writeHead(status, { 'content-type': 'text/event-stream', ...headers });
  response.flushHeaders();
  for (const step of body()) {
    if (response.destroyed) return;
    if (typeof step === 'object' && 'pauseMs' in step) {
      await sleep(step.pauseMs);
      continue;
    }
    for (const bytes of slices(step)) {
      if (response.destroyed) return;
      received.sent += bytes.length;
      if (!response.write(bytes)) await Promise.race([once(response, 'drain'), received.letGo]);
    }
  }
  if (after === 'END') response.end();
  // Waits until the network has sent the body. A reset would discard it.
  if (after === 'CUT') setTimeout(() => response.destroy(), 20);
}

/** A large step is sent in slices, so that `sent` tells how far it got. */
function* slices(step: string | Buffer): Generator<Buffer> {
  const whole = Buffer.from(step);
  for (let at = 0; at < whole.length; at += SLICE) yield whole.subarray(at, at + SLICE);
}
