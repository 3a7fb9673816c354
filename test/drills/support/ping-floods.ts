import { RawSocket } from '../../http/support/sockets.ts';
import { Bystander } from './bystander.ts';
import { merged } from './merged.ts';
import type { DrillReport } from './report.ts';
import type { ServerProcess } from './server-process.ts';

const NAME = 'ping floods';
const TOO_MANY = 5_000;
const FLOODED = 4429;
/** What the client sees when the connection is ended while it still sends. */
const CUT = 1006;

interface Flood {
  /** Sends more than a socket may. */
  begin(socket: RawSocket): void;
  readonly codes: readonly number[];
}

const FLOODS: Readonly<Record<string, Flood>> = {
  'messages at once': {
    begin: (socket) => {
      for (let times = 0; times < TOO_MANY; times++) socket.send({ type: 'ping' });
    },
    codes: [FLOODED],
  },
  'pings as fast as they are answered': {
    begin: ({ socket }) => {
      socket.on('pong', () => socket.ping());
      socket.ping();
    },
    codes: [FLOODED],
  },
  'pings at once': {
    begin: ({ socket }) => {
      for (let times = 0; times < TOO_MANY; times++) socket.ping();
    },
    codes: [FLOODED, CUT],
  },
};

/** Floods the server with pings of GraphQL and of WebSocket, on so many sockets of each kind at a time. */
export async function pingFloods(server: ServerProcess, count: number): Promise<DrillReport> {
  const bystander = await Bystander.of(server);
  const reports = await Promise.all(Object.entries(FLOODS).map((flood) => run(server, flood, count)));
  return merged(...reports, await bystander.leave(NAME));
}

async function run({ url }: ServerProcess, [kind, { begin, codes }]: [string, Flood], count: number) {
  const address = `${url.replace(/^http/, 'ws')}/graphql`;
  const sockets = await Promise.all(Array.from({ length: count }, () => new RawSocket(address).greet()));
  for (const socket of sockets) begin(socket);
  const closed = await Promise.all(sockets.map((socket) => codeOf(socket)));
  const asTheyShould = closed.filter((code) => codes.includes(code)).length;
  const told = closed.filter((code) => code === FLOODED).length;
  return {
    figures: { [`${NAME}, ${kind}: closed with ${FLOODED}`]: `${told} of ${count}` },
    broken: asTheyShould === count ? [] : [`${NAME}, ${kind}: closed with ${closed.join(', ')}`],
  };
}

const CLOSED_WITHIN_MS = 20_000;

/** 0 for one that is not closed in time. */
function codeOf(socket: RawSocket): Promise<number> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      resolve(0);
      socket.socket.terminate();
    }, CLOSED_WITHIN_MS);
    void socket.closed.then(({ code }) => {
      clearTimeout(late);
      resolve(code);
    });
  });
}
