// The cost of a call compared with a plain call of the AI SDK, with the same provider on loopback: medians of many
// alternating rounds. The gateway runs in the server process: do not compare these figures with those of a proxy gateway.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import { Gateway } from '../src/domain/agents/gateway/gateway.ts';
import { Roster } from '../src/domain/agents/roster.ts';
import { Breakers } from '../src/domain/shared/breakers.ts';
import { AiSdkLanguageModel } from '../src/infra/agents/ai-sdk.ts';
import { systemClock } from '../src/infra/runtime.ts';
import { MemorySharedState } from '../src/infra/shared-state/memory.ts';
import { atMost, conclude, median, rounded } from './report.ts';

const ROUNDS = 30;
const CALLS = 40;
/** The gateway may add at most a quarter of the cost of the SDK. */
const MAX_CPU = 1.25;
const PROMPT = 'Is an embedded database enough for a server with one writer? '.repeat(20);
const NEVER = new AbortController().signal;

const server: ChildProcess = spawn('node', ['--import', 'tsx', 'gateway-server.ts'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = (await once(server.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
const baseUrl = `http://127.0.0.1:${Number(line.toString())}/v1`;

const bareModel = createOpenAICompatible({ name: 'local', baseURL: baseUrl, includeUsage: true })('bench');
const own = new AiSdkLanguageModel([{ id: 'local', apiKey: null, baseUrl }], systemClock);

const roster = new Roster([
  { provider: 'local', variable: 'ARAGORA_LOCAL_BASE_URL', needsKey: false, isConfigured: true, models: [] },
]);
const gateway = new Gateway({
  languageModel: own,
  roster,
  breakers: new Breakers({ shared: new MemorySharedState(systemClock), clock: systemClock, prefix: 'bench:' }),
  costOf: () => 0,
  clock: systemClock,
  emit: () => {},
});
const LISTENER = { text() {}, restart() {}, attempting() {}, attempted: () => true };

const WAYS: Readonly<Record<string, () => Promise<string>>> = {
  'AI SDK bare': async () => {
    let text = '';
    const { fullStream } = streamText({ model: bareModel, instructions: 'You debate.', prompt: PROMPT, maxRetries: 0 });
    for await (const part of fullStream) if (part.type === 'text-delta') text += part.text;
    return text;
  },
  'our adapter': async () => {
    const limits = { maxOutputTokens: 2_000, timeoutMs: 120_000, silenceMs: 60_000 };
    const model = { provider: 'local', model: 'bench' };
    const call = { model, system: 'You debate.', prompt: PROMPT, schema: null, ...limits };
    return (await own.call(call, () => {}, NEVER)).text;
  },
  'our gateway': async () => {
    const wish = { system: 'You debate.', prompt: PROMPT, schema: null, maxOutputTokens: 2_000, read: () => null };
    return (await gateway.generate({ provider: 'local', model: 'bench' }, wish, LISTENER, NEVER)).text;
  },
};

interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

const costs = new Map<string, Cost[]>(Object.keys(WAYS).map((way) => [way, []]));
for (let round = 0; round <= ROUNDS; round++) {
  // The order changes, so that no way always pays for the garbage of another one.
  const order = Object.entries(WAYS);
  for (const [way, call] of round % 2 === 0 ? order : order.toReversed()) {
    const cost = await measure(call);
    // The first round is a warm-up.
    if (round > 0) costs.get(way)?.push(cost);
  }
}
server.kill();
report();

async function measure(call: () => Promise<string>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let made = 0; made < CALLS; made++) {
    if (!(await call()).endsWith('word 49 ')) throw new Error('An answer is incomplete.');
  }
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1_000 / CALLS, wallMs: (performance.now() - start) / CALLS };
}

function report(): void {
  const bare = costs.get('AI SDK bare') ?? [];
  console.log('way          CPU ms/call   wall ms/call');
  for (const [way, all] of costs) {
    const [cpu, wall] = [median(all.map(({ cpuMs }) => cpuMs)), median(all.map(({ wallMs }) => wallMs))];
    console.log(`${way.padEnd(12)} ${cpu.toFixed(2).padStart(11)} ${wall.toFixed(2).padStart(14)}`);
  }
  const ratio = (way: string, of: keyof Cost) =>
    median((costs.get(way) ?? []).map((cost, round) => cost[of] / (bare[round]?.[of] ?? Number.NaN)));
  const ownMs = median(
    (costs.get('our gateway') ?? []).map(({ wallMs }, at) => wallMs - (bare[at]?.wallMs ?? Number.NaN)),
  );
  const cpu = { adapter: ratio('our adapter', 'cpuMs'), gateway: ratio('our gateway', 'cpuMs') };
  conclude({
    name: 'gateway',
    figures: {
      adapterCpuRatio: rounded(cpu.adapter),
      gatewayCpuRatio: rounded(cpu.gateway),
      gatewayWallRatio: rounded(ratio('our gateway', 'wallMs')),
      gatewayOwnMsPerCall: rounded(ownMs),
      callsMeasured: ROUNDS * CALLS,
    },
    bars: [
      atMost('CPU time of a call by the adapter, over the SDK called bare', cpu.adapter, MAX_CPU),
      atMost('CPU time of a call by the whole gateway, over the SDK called bare', cpu.gateway, MAX_CPU),
    ],
  });
}
