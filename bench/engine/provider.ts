import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Provider {
  readonly url: string;
  /** Sets the time of an answer from now on, in milliseconds. */
  pace(answerMs: number): void;
  /** Holds all answers until they are released. A word is sent now and then, so that no caller gives up. */
  hold(): void;
  release(): void;
  /** Answers that were sent completely. */
  answered(): number;
  /** Answers being sent. */
  inWork(): number;
  close(): Promise<void>;
}

/** The age of the pieces in a text, in milliseconds, by the clock of the machine, which all processes share. */
export function lagsOf(text: string): readonly number[] {
  const now = epochMs();
  return [...text.matchAll(/@(\d+\.\d) /g)].map(([, sentAt]) => now - Number(sentAt));
}

function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

/** A provider with the chat API of OpenAI. Each answer has a fixed number of pieces, each with its time. */
export async function openProvider(pieces: number): Promise<Provider> {
  let [answered, inWork, paceMs] = [0, 0, 0];
  let held = Promise.withResolvers<void>();
  held.resolve();
  const server = createServer((request, response) => {
    inWork++;
    response.on('close', () => inWork--);
    void answer(request, response, { pieces, held: held.promise, paceMs: () => paceMs }).then(() => answered++);
  });
  // Otherwise it closes connections that are idle between two rounds while a client reuses one.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    pace: (answerMs) => {
      paceMs = answerMs / pieces;
    },
    hold: () => {
      held = Promise.withResolvers<void>();
    },
    release: () => held.resolve(),
    answered: () => answered,
    inWork: () => inWork,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Manner {
  readonly pieces: number;
  readonly held: Promise<void>;
  paceMs(): number;
}

const STILL_THERE_MS = 10_000;

async function answer(request: IncomingMessage, response: ServerResponse, { pieces, held, paceMs }: Manner) {
  const { model } = (await json(request)) as { model: string };
  const send = (choices: unknown[], more = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model, choices, ...more })}\n\n`,
    );
  const say = (content: string) => send([{ index: 0, delta: { role: 'assistant', content } }]);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  say('{"text":"');
  const waiting = setInterval(() => say('wait '), STILL_THERE_MS);
  await held;
  clearInterval(waiting);
  for (let piece = 0; piece < pieces; piece++) {
    await new Promise((resolve) => setTimeout(resolve, paceMs()));
    say(`@${epochMs().toFixed(1)} a table can be read by every server at any time `);
  }
  say(
    `","position":"${model.endsWith('1') ? 'cookie' : 'table'}","confidence":0.7,"reason":"So it is.","cited":[],"arguments":[]}`,
  );
  send([{ index: 0, delta: {}, finish_reason: 'stop' }]);
  send([], { usage: { prompt_tokens: 900, completion_tokens: 300, total_tokens: 1_200 } });
  response.end('data: [DONE]\n\n');
}
