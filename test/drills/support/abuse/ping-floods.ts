import { RawSocket } from '../../../infra/http/support/sockets.ts';
import { PATIENCE } from '../../../support/waiting.ts';
import { merged } from '../merged.ts';
import type { DrillReport } from '../report.ts';
import type { ServerProcess } from '../server-process.ts';
import { Bystander } from './bystander.ts';

const NAME = 'ping floods';
const TOO_MANY = 5_000;
const FLOODED = 4429;

/** Ways for a client to send more than a socket allows. */
const FLOODS: Readonly<Record<string, (socket: RawSocket) => void>> = {
  'messages at once': (socket) => {
    for (let times = 0; times < TOO_MANY; times++) socket.send({ type: 'ping' });
  },
  'pings at once': ({ socket }) => {
    for (let times = 0; times < TOO_MANY; times++) socket.ping();
  },
  'pings as fast as they are answered': ({ socket }) => {
    socket.on('pong', () => socket.ping());
    socket.ping();
  },
};

/** Floods the server with pings of GraphQL and of WebSocket, on this number of sockets for each kind at the same time. */
export async function pingFloods(server: ServerProcess, count: number): Promise<DrillReport> {
  const bystander = await Bystander.of(server);
  const reports = await Promise.all(Object.keys(FLOODS).map((kind) => flood(server, kind, count)));
  return merged(...reports, await bystander.leave(NAME));
}

async function flood({ url }: ServerProcess, kind: string, count: number): Promise<DrillReport> {
  const address = `${url.replace(/^http/, 'ws')}/graphql`;
  const sockets = await Promise.all(Array.from({ length: count }, () => new RawSocket(address).greet()));
  for (const socket of sockets) FLOODS[kind]?.(socket);
  const closed = await Promise.all(sockets.map((socket) => codeOf(socket)));
  const told = closed.filter((code) => code === FLOODED).length;
  return {
    figures: { [`${NAME}, ${kind}: closed with ${FLOODED}`]: `${told} of ${count}` },
    broken: told === count ? [] : [`${NAME}, ${kind}: closed with ${closed.join(', ')}`],
  };
}

/** The close code of the socket, or 0 when it is never closed. */
function codeOf(socket: RawSocket): Promise<number> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      resolve(0);
      socket.socket.terminate();
    }, PATIENCE.timeout);
    void socket.closed.then(({ code }) => {
      clearTimeout(late);
      resolve(code);
    });
  });
}
