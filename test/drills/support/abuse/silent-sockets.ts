import { setTimeout as sleep } from 'node:timers/promises';
import { BareConnection, upgradeHead } from '../../../infra/http/support/bare-connection.ts';
import { PATIENCE } from '../../../support/waiting.ts';
import { merged } from '../merged.ts';
import type { DrillReport } from '../report.ts';
import type { ServerProcess } from '../server-process.ts';
import { Bystander } from './bystander.ts';
import { collectGarbage } from './collect-garbage.ts';
import { inMib, residentBytes, watchMemory } from './process-memory.ts';

const AT_ONCE = 100;
const NAME = 'silent sockets';
/** The bytes of 4408 in the frame that closes a socket. */
const CLOSED_4408 = '\x11\x38';
const LOOK_MS = 2_000;
const MAX_GROWTH = 0.2;

/** Opens this number of sockets that send no message and answer nothing. The server must be `COLLECTABLE`. */
export async function silentSockets(server: ServerProcess, count: number): Promise<DrillReport> {
  // The first sockets make the server compile and allocate. This memory must not count as theirs.
  for (const socket of await open(server, Math.max(AT_ONCE, count / 10))) socket.destroy();
  const before = await neededBytes(server);
  const bystander = await Bystander.of(server);
  const stopWatching = watchMemory(server.pid);
  const begun = performance.now();
  const sockets = await open(server, count);
  const openedMs = performance.now() - begun;
  const ended = await closeAll(sockets);
  const endedMs = performance.now() - begun - openedMs;
  const closed = sockets.filter(({ answer }) => answer.includes(CLOSED_4408)).length;
  const most = await stopWatching();
  const served = await bystander.leave(NAME);
  const memory = await settled(server, before);
  const figures = {
    [`${NAME}: opened`]: count,
    [`${NAME}: ms to open them`]: Math.round(openedMs),
    [`${NAME}: closed with 4408`]: closed,
    [`${NAME}: ms until the last was ended`]: Math.round(endedMs),
    [`${NAME}: MiB of memory before`]: inMib(before),
    [`${NAME}: MiB at most`]: inMib(most),
  };
  const broken = closed === count ? [] : [`${NAME}: ${closed} of ${count} were closed with 4408`];
  if (ended < count) broken.push(`${NAME}: ${count - ended} were never ended`);
  return merged({ figures, broken }, served, memory);
}

async function open({ url }: ServerProcess, count: number): Promise<BareConnection[]> {
  const address = `${url}/graphql`;
  const head = upgradeHead(address, { 'Sec-WebSocket-Protocol': 'graphql-transport-ws' });
  const sockets: BareConnection[] = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - sockets.length) }, () => new BareConnection(url, head));
    await Promise.all(some.map(({ opened }) => opened));
    sockets.push(...some);
  }
  return sockets;
}

/** Waits until the server has ended the sockets. Returns the number of ended ones. */
async function closeAll(sockets: readonly BareConnection[]): Promise<number> {
  let ended = 0;
  const all = Promise.all(sockets.map((socket) => socket.ended.then(() => void ended++)));
  const late = new AbortController();
  await Promise.race([all, sleep(PATIENCE.timeout, undefined, { signal: late.signal }).catch(() => {})]);
  late.abort();
  const inTime = ended;
  for (const socket of sockets) socket.destroy();
  return inTime;
}

/** The bytes that the server holds after its garbage collection. */
async function neededBytes(server: ServerProcess): Promise<number> {
  await collectGarbage(server);
  return residentBytes(server.pid);
}

/** Waits until the server holds about as much memory as before. */
async function settled(server: ServerProcess, before: number): Promise<DrillReport> {
  const begun = performance.now();
  const isBack = (bytes: number) => bytes / before - 1 <= MAX_GROWTH;
  let now = await neededBytes(server);
  while (!isBack(now) && performance.now() - begun < PATIENCE.timeout) {
    await sleep(LOOK_MS);
    now = await neededBytes(server);
  }
  const figures = {
    [`${NAME}: MiB afterwards`]: inMib(now),
    [`${NAME}: ms to get there`]: Math.round(performance.now() - begun),
  };
  return {
    figures,
    broken: isBack(now) ? [] : [`${NAME}: the server holds ${inMib(now)} MiB instead of ${inMib(before)}`],
  };
}
