import { setTimeout as sleep } from 'node:timers/promises';
import { BareConnection } from '../../../infra/http/support/bare-connection.ts';
import { send } from '../../../infra/http/support/requests.ts';
import { RawSocket } from '../../../infra/http/support/sockets.ts';
import type { ServerProcess } from '../server-process.ts';
import type { StrangerInput } from './stranger-inputs.ts';

/** A socket that sends no reply to the message is left after this time. */
const REPLY_MS = 300;
const INTERNAL_ERROR = 4500;

/** Sends the input without a credential. Returns what is wrong with the answer; undefined for a right one. */
export function sendInput(server: ServerProcess, input: StrangerInput): Promise<string | undefined> {
  if (input.way === 'TOGETHER') return together(server, input);
  return input.way === 'SOCKET' ? overSocket(server, input) : overHttp(server, input);
}

async function overHttp(
  { url }: ServerProcess,
  { way, text, path, type, headers: own }: StrangerInput,
): Promise<string | undefined> {
  const headers = {
    authorization: undefined,
    'content-type': type ?? 'application/json',
    'apollo-require-preflight': 'yes',
    ...own,
  };
  const address = way === 'GET' ? text : (path ?? (way === 'EVENTS' ? '/graphql/stream' : '/graphql'));
  const body = way === 'GET' ? {} : { method: 'POST', body: text };
  // A server that refuses a long body closes the connection while it is still being sent.
  const refused = { status: 413, text: '' };
  const { status, text: told } = await send(`${url}${address}`, { headers, ...body }).catch(() => refused);
  if (status >= 500) return `status ${status}`;
  return told.length > 64 * 1024 ? `an answer of ${told.length} characters` : undefined;
}

/** Leaves when the server closes the connection, or after a moment. */
async function together({ url }: ServerProcess, { text }: StrangerInput): Promise<string | undefined> {
  const connection = new BareConnection(url, text);
  await Promise.race([connection.ended, sleep(REPLY_MS)]);
  connection.destroy();
  return /^HTTP\/1.1 5/m.test(connection.answer) ? 'a status of 500 or more' : undefined;
}

async function overSocket({ url }: ServerProcess, { text }: StrangerInput): Promise<string | undefined> {
  const socket = new RawSocket(`${url.replace(/^http/, 'ws')}/graphql`);
  await socket.opened;
  socket.send({ type: 'connection_init' });
  await socket.next();
  socket.send(text);
  const late = setTimeout(() => socket.socket.close(), REPLY_MS);
  await socket.next().catch(() => {});
  clearTimeout(late);
  socket.socket.close();
  const { code } = await socket.closed;
  return code === INTERNAL_ERROR ? `closed with ${code}` : undefined;
}
