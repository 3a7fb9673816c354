/*
 * The product's decision rules with scripted agents: `npm run bench -- protocols`. It measures the protocols under a stated
 * model of agents (protocols/model.ts, protocols/talk.ts), never a language model.
 *
 *   --suite grid|worlds|judge|metrics|all   --seed 20261123   --cells small|full   --questions 4000
 *   --worlds 60   --world-questions 2000    --out results.json: every row   --json: prints one last line of JSON
 *
 * The same seed and flags produce the same bytes on the same version of Node.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { judgeOf, outcomeOf, runJudge } from './protocols/judging.ts';
import { runMeasures } from './protocols/measures.ts';
import { PROTOCOLS } from './protocols/protocols.ts';
import { runWorlds } from './protocols/random-worlds.ts';
import { type Row, runCell } from './protocols/run.ts';
import { mean } from './protocols/stats.ts';
import { judgeLines, measureLines, rowLines, summaryLines, worldLines } from './protocols/tables.ts';
import { gridCells, loudWrongWorld, type Strength } from './protocols/worlds.ts';
import { above, atLeast, atMost, type Bar, conclude } from './report.ts';

const HEADER = 'scripted agents; measures the protocol, not any model';
const NOT_TO_BE_CLAIMED = [
  'that debate improves accuracy: the sign of the effect depends on how often agents accept corrections, which is unknown',
  'any accuracy of a language model; savings other than the token ratios printed here, of this model',
  'that agreement after a debate, or a large majority, shows the truth',
  'that more rounds, or more agents of one family, help; that anonymity helps by a given factor (assumed here)',
  'to be as good as the best model without labels; that weights withstand an agent that turns',
  'a ranking of agents by conformity from few debates; a gain from debates without known answers',
];

const { values: flags } = parseArgs({
  options: {
    suite: { type: 'string', default: 'all' },
    seed: { type: 'string', default: '20261123' },
    cells: { type: 'string', default: 'small' },
    questions: { type: 'string', default: '4000' },
    worlds: { type: 'string', default: '60' },
    'world-questions': { type: 'string', default: '2000' },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

type Suite = (seed: number) => { rows: unknown; figures: Record<string, unknown>; bars: Bar[] };

const SUITES: Record<string, Suite> = { grid, worlds, judge, metrics };
const wanted = flags.suite === 'all' ? Object.keys(SUITES) : [flags.suite];
const unknown = wanted.find((suite) => !SUITES[suite]);
if (unknown !== undefined) {
  console.error(`Name a suite: ${Object.keys(SUITES).join(', ')} or all, instead of ${unknown}.`);
  process.exit(2);
}

const seed = Number(flags.seed);
console.log(`${HEADER} (seed ${seed})\n\nClaims that this does not support:`);
for (const claim of NOT_TO_BE_CLAIMED) console.log(`- ${claim}`);
const results = wanted.map((suite) => [suite, SUITES[suite]?.(seed)] as const);
if (flags.out !== undefined) {
  const suites = Object.fromEntries(results.map(([suite, result]) => [suite, result?.rows]));
  writeFileSync(flags.out, `${JSON.stringify({ header: HEADER, seed, node: process.version, suites }, null, 1)}\n`);
}
console.log('');
const figures = Object.fromEntries(results.map(([suite, result]) => [suite, result?.figures]));
const bars = results.flatMap(([, result]) => result?.bars ?? []);
const told = { header: HEADER, notToBeClaimed: NOT_TO_BE_CLAIMED, seed, ...figures };
conclude({ name: 'protocols', figures: told, bars });

function grid(seed: number) {
  const running = { seed, questions: Number(flags.questions), outcomes: 30, protocols: PROTOCOLS };
  const cells = gridCells(flags.cells === 'full' ? 'full' : 'small');
  const rows = cells.flatMap((cell) => runCell(cell, running));
  const loud = runCell({ name: 'loud and wrong', world: loudWrongWorld() }, { ...running, questions: 20_000 });
  print(`${cells.length} cells × ${running.questions} questions, 30 past outcomes an agent`, summaryLines(rows));
  print('SAFE in each cell', rowLines(rows.filter(({ protocol }) => protocol === 'SAFE')));
  print('One loud, wrong agent among five', rowLines(loud));
  const summary = Object.keys(PROTOCOLS).map((protocol) => [protocol, meansOf(rows, protocol)]);
  return { rows: [...rows, ...loud], figures: Object.fromEntries(summary), bars: [...safeBars(rows), loudBar(loud)] };
}

function meansOf(rows: readonly Row[], protocol: string) {
  const own = rows.filter((row) => row.protocol === protocol);
  const average = (of: (row: Row) => number) => round(mean(own.map(of)).value);
  return {
    vsMajority: average((row) => row.vsMajority.value),
    worst: round(Math.min(...own.map((row) => row.vsMajority.value))),
    belowBeyondNoise: own.filter((row) => row.vsMajority.high < 0).length,
    vsWeighted: average((row) => row.vsWeighted.value),
    tokensRatio: average((row) => row.tokensRatio),
  };
}

/**
 * The bar on the interval applies to measured weights. Without them SAFE differs from the majority only by its exchange. If
 * no agent ever accepts a correction, an exchange can only lose: little, but more than noise. `belowBeyondNoise` counts this.
 */
function safeBars(rows: readonly Row[]): Bar[] {
  const [safe, equal] = ['SAFE', 'SAFE, equal weights'].map((name) => rows.filter(({ protocol }) => protocol === name));
  const worst = (own: readonly Row[] = []) => Math.min(...own.map((row) => row.vsMajority.value));
  const highest = Math.min(...(safe ?? []).map((row) => row.vsMajority.high));
  return [
    atLeast('SAFE − majority, worst cell', worst(safe), -0.005),
    atLeast('SAFE − majority, lowest upper end of a 95 % interval', highest, 0),
    atLeast('SAFE with equal weights − majority, worst cell', worst(equal), -0.005),
    atMost('SAFE, tokens of three rounds of all to all', mean((safe ?? []).map((row) => row.tokensRatio)).value, 0.25),
  ];
}

function loudBar(rows: readonly Row[]): Bar {
  const confident = rows.find(({ protocol }) => protocol === 'self-stated confidence')?.vsWeighted.high ?? Number.NaN;
  return above(
    'Measured weights − self-stated confidence with one loud, wrong agent, lower end of the interval',
    -confident,
    0,
  );
}

function worlds(seed: number) {
  const { rows, choices } = runWorlds(seed, Number(flags.worlds), Number(flags['world-questions']));
  print(
    `${flags.worlds} random worlds × ${flags['world-questions']} questions; POLICY chose ${JSON.stringify(choices)}`,
    worldLines(rows),
  );
  const bars = rows
    .filter(({ protocol }) => /^(SAFE|POLICY)/.test(protocol))
    .flatMap(({ protocol, worst, tokensRatio }) => [
      atLeast(`${protocol} − majority, worst world`, worst, -0.02),
      atMost(`${protocol}, tokens of three rounds of all to all, mean over worlds`, tokensRatio, 0.25),
    ]);
  const figures = rows.map((row) => [
    row.protocol,
    { vsMajority: round(row.vsMajority.value), worst: round(row.worst) },
  ]);
  return { rows, figures: { ...Object.fromEntries(figures), choices }, bars };
}

function judge(seed: number) {
  const panels: Strength[] = ['weak', 'mixed', 'strong'];
  const rows = panels.flatMap((panel) =>
    [0.55, 0.65, 0.75, 0.85].map((accuracy) => runJudge(panel, judgeOf(accuracy), seed, Number(flags.questions))),
  );
  const positional = runJudge('mixed', { accuracy: 0.5, skill: 0, pull: 100 }, seed, Number(flags.questions));
  const pairs = [0.55, 0.65, 0.75, 0.85].map((accuracy) => ({ accuracy, ...outcomeOf(judgeOf(accuracy)) }));
  print('A judge where the lead is one vote at most, against the weighted vote (points)', judgeLines(rows, pairs));
  const bars = [
    atLeast('A judge that goes by the order alone: share of ties', positional.ties, 1),
    atMost('… and what it changes', Math.abs(positional.both.value), 0),
  ];
  const figures = rows.map(({ panel, accuracy, both }) => [`${panel} ${accuracy}`, round(both.value)]);
  return { rows: { rows, pairs, positional }, figures: Object.fromEntries(figures), bars };
}

function metrics(seed: number) {
  const measured = runMeasures(seed, 100);
  print('What is measured', measureLines(measured));
  const bars = [
    atLeast('Intervals of the gain that hold it, of 100 samples of 400', measured.gainCovered, 0.9),
    atMost('Gains stated from 99 debates', Number(measured.gainFromTooFew), 0),
    atMost('Indexes of following stated from 299 debates', Number(measured.indexFromTooFew), 0),
  ];
  return { rows: measured, figures: { ...measured }, bars };
}

function print(title: string, lines: readonly string[]): void {
  console.log(`\n${title}\n${lines.join('\n')}`);
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
