// Time from the start of the process until the server is ready, on an existing embedded database, compared with a minimal
// process that only opens it. Medians of several alternating rounds.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { atMost, conclude, median } from './report.ts';

const ROUNDS = 9;
const PORT = 18_490;
const LOOK_EVERY_MS = 10;

const directory = mkdtempSync(join(tmpdir(), 'aragora-bench-start-'));
const env = {
  ...process.env,
  ...{ ARAGORA_API_PORT: `${PORT}`, ARAGORA_WS_PORT: '0', ARAGORA_LOG_LEVEL: 'ERROR', ARAGORA_DATA_DIR: directory },
};
const times = { serve: [] as number[], bare: [] as number[] };
for (let round = 0; round <= ROUNDS; round++) {
  const took = { serve: await serve(), bare: await bare() };
  // The first round creates the database and the caches.
  if (round > 0) for (const way of ['serve', 'bare'] as const) times[way].push(took[way]);
}
rmSync(directory, { recursive: true, force: true });

const [own, floor] = [median(times.serve), median(times.bare)];
console.log(`serve to ready ${own.toFixed(0)} ms, bare process with the database open ${floor.toFixed(0)} ms`);
conclude({ name: 'start', figures: { serveMs: own, bareMs: floor }, bars: [atMost('serve / bare', own / floor, 2)] });

async function serve(): Promise<number> {
  const startedAt = performance.now();
  const child = spawn('node', ['../bin/aragora.js', 'serve'], { env, stdio: 'ignore' });
  while (!(await isReady())) await setTimeout(LOOK_EVERY_MS);
  const took = performance.now() - startedAt;
  await stopped(child);
  return took;
}

async function isReady(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${PORT}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function bare(): Promise<number> {
  const startedAt = performance.now();
  const child = spawn('node', ['start/bare.ts', join(directory, 'database')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const took = performance.now() - startedAt;
  await stopped(child);
  return took;
}

async function stopped(child: ChildProcess): Promise<void> {
  child.kill();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
