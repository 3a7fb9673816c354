import { request } from 'node:http';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { RawSocket } from '../../../infra/http/support/sockets.ts';
import { AUTHORIZED } from '../../../support/credentials.ts';
import { merged } from '../merged.ts';
import type { DrillReport } from '../report.ts';
import type { ServerProcess } from '../server-process.ts';
import { Bystander } from './bystander.ts';
import { inMib, MIB, residentBytes, watchMemory } from './process-memory.ts';

const NAME = 'compressed bombs';
/** More than the server needs to read a request of a MiB, and much less than the size of the expanded bomb. */
const MAX_GROWTH_BYTES = 128 * MIB;
const PART_BYTES = 16 * MIB;
const PARTS = 64;
const PROTOCOL_ERROR = 1002;
/** The first byte of a frame: final, compressed, text. */
const COMPRESSED_TEXT = 0xc1;

/** Sends this number of requests with a body that expands to a GiB over HTTP, and similar frames over sockets. */
export async function compressedBombs(server: ServerProcess, times: number): Promise<DrillReport> {
  const bomb = aBomb();
  const bystander = await Bystander.of(server);
  const before = await residentBytes(server.pid);
  const stopWatching = watchMemory(server.pid);
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) statuses.push(await postBomb(server, bomb));
  const sockets = await Promise.all(Array.from({ length: times }, () => sendBomb(server)));
  const growth = (await stopWatching()) - before;
  const broken: string[] = [];
  if (statuses.some((status) => status < 400 || status > 499)) broken.push(`${NAME}: answered ${statuses.join(', ')}`);
  for (const { extensions, code } of sockets) {
    if (extensions !== '') broken.push(`${NAME}: a socket was granted ${extensions}`);
    if (code !== PROTOCOL_ERROR) broken.push(`${NAME}: a compressed frame closed the socket with ${code}`);
  }
  if (growth > MAX_GROWTH_BYTES) broken.push(`${NAME}: the memory grew by ${inMib(growth)} MiB`);
  const figures = {
    [`${NAME}: answered`]: [...new Set(statuses)].join(', '),
    [`${NAME}: maximum growth of the memory in MiB`]: inMib(growth),
  };
  return merged({ figures, broken }, await bystander.leave(NAME));
}

/** A GiB of spaces in a body of less than a MiB. Gzip reads the concatenated parts as one. */
function aBomb(): Buffer {
  return Buffer.concat(Array(PARTS).fill(gzipSync(Buffer.alloc(PART_BYTES, ' '), { level: 9 })));
}

function postBomb({ url }: ServerProcess, bomb: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { ...AUTHORIZED, 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const sent = request(`${url}/graphql`, { method: 'POST', headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject).end(bomb);
  });
}

async function sendBomb({ url }: ServerProcess): Promise<{ extensions: string; code: number }> {
  const address = `${url.replace(/^http/, 'ws')}/graphql`;
  const socket = await new RawSocket(address, undefined, { perMessageDeflate: true }).greet();
  const { extensions } = socket.socket;
  const inside = (socket.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket;
  inside.write(maskedFrame(deflateRawSync(Buffer.alloc(PART_BYTES, ' '), { level: 9 })));
  return { extensions, code: (await socket.closed).code };
}

/** A frame as a client sends it. A mask of zeros does not change the payload. */
function maskedFrame(payload: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head[0] = COMPRESSED_TEXT;
  head[1] = 0x80 | 126;
  head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}
