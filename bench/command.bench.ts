// Time of a command from the start of its process to its end, compared with `node -e 0` on the same Node.js. Medians of
// alternating rounds.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atMost, conclude, median } from './report.ts';

const ROUNDS = 25;
const ARAGORA = join(import.meta.dirname, '..', 'aragora');
const INSTALLED = join(import.meta.dirname, '..', 'node_modules', '.bin', 'node');
/** The Node.js that `./aragora` runs on. */
const NODE = existsSync(INSTALLED) ? INSTALLED : 'node';

const WAYS = {
  bare: [NODE, '-e', '0'],
  version: [ARAGORA, '--version'],
  help: [ARAGORA, '--help'],
  agents: [ARAGORA, 'agents'],
  list: [ARAGORA, 'debates', 'list'],
} as const;
type Way = keyof typeof WAYS;

const directory = mkdtempSync(join(tmpdir(), 'aragora-bench-command-'));
const env = {
  ...process.env,
  ...{ ARAGORA_API_PORT: '0', ARAGORA_WS_PORT: '0', ARAGORA_LOG_LEVEL: 'INFO', ARAGORA_DATA_DIR: directory },
};
const server = spawn(ARAGORA, ['serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
process.on('exit', () => server.kill());
// By then its address is in the data directory, where commands look for it.
let said = '';
while (!said.includes('Aragora is running')) said += (await once(server.stderr, 'data'))[0];
server.stderr.resume();

const ways = Object.keys(WAYS) as Way[];
const times = Object.fromEntries(ways.map((way) => [way, [] as number[]])) as Record<Way, number[]>;
for (let round = 0; round <= ROUNDS; round++) {
  const took = ways.map((way) => ({ way, ms: duration(WAYS[way]) }));
  // The first round fills the caches.
  if (round > 0) for (const { way, ms } of took) times[way].push(ms);
}
server.kill();
if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
rmSync(directory, { recursive: true, force: true });

const figures = Object.fromEntries(ways.map((way) => [way, median(times[way])])) as Record<Way, number>;
for (const way of ways) console.log(`${way.padEnd(8)} ${figures[way].toFixed(0)} ms`);
const ratio = (way: Way, bound: number) => atMost(`${way} / node -e 0`, figures[way] / figures.bare, bound);
conclude({
  name: 'command',
  figures,
  bars: [ratio('version', 2), ratio('help', 2), ratio('agents', 4), ratio('list', 4)],
});

function duration([command, ...args]: readonly [string, ...string[]]): number {
  const startedAt = performance.now();
  const { status } = spawnSync(command, args, { env, stdio: 'ignore' });
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} failed`);
  return performance.now() - startedAt;
}
