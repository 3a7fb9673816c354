import { CommandFailure } from '../command/failure.ts';
import { fromUserError, fromVariableError, listedErrors, type Mistake, omittedLine } from '../command/mistakes.ts';
import { EstimateDebateDocument, StartDebateDocument, type StartDebateInput } from '../generated/graphql.ts';
import { ApiFailure, request } from '../server/api.ts';
import { plural } from '../terminal/text.ts';
import type { DebateSettings } from './debate-options.ts';
import type { DecisionFile } from './decision-file.ts';
import { toDecisionInput } from './decision-input.ts';
import { placeOf } from './decision-place.ts';
import type { Estimate } from './render/render-estimate.ts';

/** Starts the debate on the server and returns its id. Throws a `CommandFailure` that shows every mistake with its place. */
export async function startDebate(url: string, file: DecisionFile, settings: DebateSettings): Promise<string> {
  return submit(file, settings, async (input) => {
    const { startDebate } = await request(url, StartDebateDocument, { input });
    if (startDebate.debate) return startDebate.debate.id;
    throw failureOf(file, listedErrors(startDebate).map(fromUserError), startDebate.userErrorsOmitted);
  });
}

/** The estimate of the debate. Throws as `startDebate` does. */
export async function estimateDebate(url: string, file: DecisionFile, settings: DebateSettings): Promise<Estimate> {
  return submit(file, settings, async (input) => {
    const { estimateDebate } = await request(url, EstimateDebateDocument, { input });
    if (estimateDebate.estimate) return estimateDebate.estimate;
    throw failureOf(file, listedErrors(estimateDebate).map(fromUserError), estimateDebate.userErrorsOmitted);
  });
}

async function submit<T>(
  file: DecisionFile,
  settings: DebateSettings,
  send: (input: StartDebateInput) => Promise<T>,
): Promise<T> {
  try {
    return await send({ ...settings, decision: toDecisionInput(file.content) });
  } catch (error) {
    const mistakes = error instanceof ApiFailure ? error.errors.map(fromVariableError) : [];
    throw mistakes.every((mistake) => mistake !== undefined) && mistakes.length > 0 ? failureOf(file, mistakes) : error;
  }
}

/** The failure with all mistakes, and with the number of those that the server left out. */
function failureOf(file: DecisionFile, mistakes: readonly Mistake[], omitted = 0): CommandFailure {
  const lines = [...describeAll(file, mistakes), ...omittedLine(omitted)];
  const sum = `${plural(mistakes.length + omitted, 'mistake')}; no debate was started.`;
  return new CommandFailure([...lines, sum].join('\n'));
}

/** Options of the command, by the input field that they set. */
const OPTIONS: Readonly<Record<string, string>> = {
  agents: '--agents',
  consensus: '--consensus',
  maxRounds: '--rounds',
  'limits.maxCostUsd': '--max-cost',
  'limits.maxTokens': '--max-tokens',
  'limits.deadline': '--deadline',
  tally: '--tally',
  mode: '--mode',
  judge: '--judge',
  moderator: '--moderator',
  paceMs: '--pace',
};

/** The mistakes with their places: first those in the command options, then those in the file, from top to bottom. */
export function describeAll(file: DecisionFile, mistakes: readonly Mistake[]): string[] {
  return mistakes
    .map((mistake) => describe(file, mistake))
    .sort((one, other) => one.offset - other.offset)
    .map(({ text }) => text);
}

function describe(file: DecisionFile, { path, message }: Mistake): { offset: number; text: string } {
  const [field = '', ...inside] = path;
  if (field !== 'decision') {
    return {
      offset: -1,
      text: `${OPTIONS[path.join('.')] ?? OPTIONS[field] ?? (path.join('.') || file.name)}: ${message}`,
    };
  }
  if (file.isTyped)
    return { offset: -1, text: `${inside[0] === 'options' ? '--options' : 'the question'}: ${message}` };
  const { at, name, offset } = placeOf(file, inside);
  return { offset, text: name === '' ? `${at}: ${message}` : `${at}: ${name}: ${message}` };
}
