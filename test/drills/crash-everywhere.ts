import { isDeepStrictEqual } from 'node:util';
import { clearUp } from '../e2e/support/served.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { inParallel } from './support/in-parallel.ts';
import { CrashWorld, type HeldDebate } from './support/kills/crash-world.ts';
import { PROTOCOLS } from './support/kills/protocols.ts';
import type { CrashPoint } from './support/kills/step-proxy.ts';
import { gistOf } from './support/kills/stored-log.ts';
import type { DrillReport } from './support/report.ts';

interface Crash extends CrashPoint {
  readonly protocol: string;
}

type Undisturbed = ReadonlyMap<string, HeldDebate>;

const FORMS = {
  small: { processes: 3, protocols: ['vote, plurality of rankings'] },
  full: { processes: 4, protocols: Object.keys(PROTOCOLS) },
} as const;

/**
 * Runs one debate of every protocol, and kills its server once before and once after every stored step. Verdict and log must
 * be the same as those of the debate without a crash.
 */
export async function crashEverywhere(form: 'small' | 'full', say: (line: string) => void): Promise<DrillReport> {
  if (postgresUrl === undefined) throw new Error('Set ARAGORA_TEST_DATABASE_URL: the crashes need PostgreSQL.');
  const { processes, protocols } = FORMS[form];
  const url = postgresUrl;
  const worlds = await Promise.all(Array.from({ length: processes }, () => CrashWorld.open(url)));
  try {
    const undisturbed = await holdAll(worlds, protocols);
    for (const [protocol, { steps, events }] of undisturbed) {
      say(`${protocol}: ${steps} stored steps, ${events.length} events without a crash`);
    }
    const crashes = crashesOf(form, undisturbed);
    return { figures: figuresOf(undisturbed, crashes), broken: await crashAll(worlds, crashes, undisturbed, say) };
  } finally {
    await Promise.all(worlds.map((world) => world.close()));
    await clearUp();
  }
}

async function holdAll(worlds: readonly CrashWorld[], protocols: readonly string[]): Promise<Undisturbed> {
  const held = new Map<string, HeldDebate>();
  await inParallel(worlds, protocols, async (world, protocol) => {
    held.set(protocol, await world.hold(inputOf(protocol)));
  });
  return held;
}

async function crashAll(
  worlds: readonly CrashWorld[],
  crashes: readonly Crash[],
  undisturbed: Undisturbed,
  say: (line: string) => void,
): Promise<readonly string[]> {
  const broken: string[] = [];
  let done = 0;
  await inParallel(worlds, crashes, async (world, crash) => {
    const expected = undisturbed.get(crash.protocol);
    const held = await world.hold(inputOf(crash.protocol), crash);
    const found = expected ? differences(held, expected, crash) : [];
    for (const difference of found) {
      broken.push(`${crash.protocol}, killed ${crash.side} step ${crash.step}: ${difference}`);
    }
    if (++done % 20 === 0) say(`${done} of ${crashes.length} crashes, ${broken.length} differences`);
  });
  return broken;
}

/**
 * In the small form: the first step, one in the middle and the last. The same step of all protocols comes before the next
 * step, so that a drill that is stopped early has tested all protocols.
 */
function crashesOf(form: 'small' | 'full', undisturbed: Undisturbed): readonly Crash[] {
  const crashes = [...undisturbed].flatMap(([protocol, { steps }]) => {
    const all = Array.from({ length: steps }, (_, at) => at + 1);
    const chosen = form === 'full' ? all : [1, Math.ceil(steps / 2), steps];
    return chosen.flatMap((step) => (['BEFORE', 'AFTER'] as const).map((side) => ({ protocol, step, side })));
  });
  return crashes.toSorted((one, other) => one.step - other.step);
}

function differences(held: HeldDebate, expected: HeldDebate, crash: Crash): readonly string[] {
  const [log, wanted] = [gistOf(held.events), gistOf(expected.events)];
  const at = wanted.findIndex((event, index) => event !== log[index]);
  const resumed = held.events.filter(({ kind }) => kind === 'run.resumed').length;
  const expectedCount = isRunning(crash, expected.steps) ? 1 : 0;
  return [
    ...(at < 0 ? [] : [`event ${at + 1} is ${log[at]} instead of ${wanted[at]}`]),
    ...(log.length > wanted.length ? [`${log.length - wanted.length} events too many: ${log[wanted.length]}`] : []),
    ...(isDeepStrictEqual(held.verdict, expected.verdict) ? [] : ['another verdict']),
    ...(resumed === expectedCount ? [] : [`${resumed} resumptions instead of ${expectedCount}`]),
  ];
}

/** Whether the debate is stored as running when the server crashes. Its second step stores the start, its last step the end. */
function isRunning({ step, side }: CrashPoint, steps: number): boolean {
  const stored = side === 'AFTER' ? step : step - 1;
  return stored >= 2 && stored < steps;
}

function figuresOf(undisturbed: Undisturbed, crashes: readonly Crash[]): DrillReport['figures'] {
  const steps = [...undisturbed.values()].reduce((sum, held) => sum + held.steps, 0);
  return { protocols: undisturbed.size, 'stored steps': steps, crashes: crashes.length };
}

function inputOf(protocol: string) {
  const input = PROTOCOLS[protocol];
  if (!input) throw new Error(`There is no protocol ${protocol}.`);
  return input;
}
