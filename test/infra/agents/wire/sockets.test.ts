import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelError } from '../../../../src/domain/agents/gateway/model-error.ts';
import type { ModelAnswer } from '../../../../src/domain/agents/language-model.ts';
import { AiSdkLanguageModel } from '../../../../src/infra/agents/ai-sdk.ts';
import { systemClock } from '../../../../src/infra/runtime.ts';
import { answerOf, pieces, WORDS, wholeAnswer } from '../double/command.ts';
import { VOICES } from '../double/voices/voices.ts';

const VOICE = VOICES.local;
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n';
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`;
const HALF = VOICE.opening() + pieces(VOICE, WORDS);
const WHOLE = wholeAnswer(VOICE, WORDS);
/** An event of an answer with words that would be a failure beside it. */
const ABOUT_LIMITS = VOICE.piece('Rate limit exceeded, and an invalid API key.').trimEnd();
const IN_LINES = ABOUT_LIMITS.replaceAll(',', ',\ndata: ');
const LIMITS = { maxOutputTokens: 100, timeoutMs: 20_000, silenceMs: 10_000 };

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => void server.close()));

/** The result of a call when a server does this with the socket. */
async function called(act: (socket: Socket) => void, scheme = 'http'): Promise<ModelAnswer | ModelError> {
  const server = createServer((socket) => socket.on('error', () => {}).once('data', () => act(socket)));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const baseUrl = `${scheme}://127.0.0.1:${port}/v1`;
  const adapter = new AiSdkLanguageModel([{ id: 'local', apiKey: null, baseUrl }], systemClock);
  const call = { model: { provider: 'local', model: 'm' }, system: '', prompt: 'Which?', schema: null, ...LIMITS };
  return adapter.call(call, () => {}, new AbortController().signal).catch((error: ModelError) => error);
}

function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

function andReset(socket: Socket, text: string): void {
  socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 30));
}

describe('an answer is whole', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['over HTTP/1.0', (socket) => socket.end(`${HEAD.replace('1.1', '1.0')}\r\n${WHOLE}`)],
    ['without a length', (socket) => socket.end(`${HEAD}\r\n${WHOLE}`)],
    ['without the last chunk', (socket) => socket.end(CHUNKED + chunk(WHOLE))],
    ['before a broken chunk', (socket) => socket.end(`${CHUNKED}${chunk(answerOf(VOICE, WORDS))}zz\r\n`)],
    ['before the connection is reset', (socket) => andReset(socket, CHUNKED + chunk(answerOf(VOICE, WORDS)))],
    ['after early hints', (socket) => socket.end(`HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${HEAD}\r\n${WHOLE}`)],
  ])('%s', async (_, act) => {
    expect(await called(act)).toMatchObject({ text: WORDS });
  });
});

describe('a call fails', () => {
  it.each<[string, string, (socket: Socket) => void]>([
    ['reset before the response', 'OVERLOADED', (socket) => socket.resetAndDestroy()],
    ['reset after the headers', 'CUT', (socket) => andReset(socket, CHUNKED)],
    ['reset in the answer', 'CUT', (socket) => andReset(socket, CHUNKED + chunk(HALF))],
    ['ended in the answer', 'CUT', (socket) => socket.end(`${HEAD}\r\n${HALF}`)],
    ['ended within an event', 'CUT', (socket) => socket.end(`${HEAD}\r\n${HALF}data: {"id":"chat_1","cho`)],
    [
      'ended within an event about limits',
      'CUT',
      (socket) => socket.end(`${HEAD}\r\n${HALF}${ABOUT_LIMITS.slice(0, -8)}`),
    ],
    ['ended within lines about limits', 'CUT', (socket) => socket.end(`${HEAD}\r\n${HALF}${IN_LINES.slice(0, -8)}`)],
    ['ended by a length within an event', 'CUT', (socket) => socket.end(`${HEAD}content-length: 700\r\n\r\n${WHOLE}`)],
    ['with another protocol', 'MALFORMED', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
    ['with TLS where none was asked for', 'MALFORMED', (socket) => socket.end(Buffer.from('15030100020246', 'hex'))],
  ])('%s: %s', async (_, code, act) => {
    expect(await called(act)).toMatchObject({ code });
  });

  it.each<[string, string, (socket: Socket) => void]>([
    ['without TLS', 'https', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['with another protocol', 'http', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
    ['with a broken header', 'http', (socket) => socket.end(`${HEAD}x y: z\r\n\r\n${WHOLE}`)],
  ])('of a server %s, with advice on its address', async (_, scheme, act) => {
    const message = expect.stringContaining('check ARAGORA_LOCAL_BASE_URL');
    expect(await called(act, scheme)).toMatchObject({ code: 'MALFORMED', message });
  });
});
