import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { workContext } from '../../src/infra/log-context.ts';
import { createLogger, logSignal, reopenLog } from '../../src/infra/logger.ts';

/** A logger into a file of its own, and the lines in it. */
function aLog(name = 'log') {
  const directory = mkdtempSync(join(tmpdir(), 'aragora-log-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, name);
  const linesIn = (path: string): Record<string, unknown>[] =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  return { logger: createLogger('DEBUG', { file }), file, linesIn, lines: () => linesIn(file) };
}

it('the log line of an agent has the text that the runbook greps for', () => {
  const { logger, lines } = aLog();
  const call = { agent: 'openai-api', provider: 'openai', model: 'gpt', failure: 'RATE_LIMIT', durationMs: 10 };
  logSignal(logger, 'info', 'modelAttempted', call);
  logSignal(logger, 'info', 'modelAttempted', { ...call, failure: null });
  logSignal(logger, 'info', 'breakerChanged', { agent: 'openai-api', state: 'OPEN' });
  logSignal(logger, 'info', 'turnFailed', { agentId: 'openai-api', error: new Error('No.') });
  logSignal(logger, 'info', 'debateResumed', { debateId: 'dbt_1', fence: 2 });
  expect(lines().map(({ msg }) => msg)).toEqual([
    'modelAttempted agent=openai-api failure=rate_limit',
    'modelAttempted agent=openai-api',
    'breakerChanged agent=openai-api',
    'turnFailed agent=openai-api',
    'debateResumed',
  ]);
});

it('lines name the work at hand, and details of one line are not in the next one', async () => {
  const { logger, lines } = aLog();
  await workContext.enter({ job: 'wake' }, () =>
    workContext.enter({ debateId: 'dbt_1' }, async () => {
      logger.info({ detail: 1 }, 'one');
      await workContext.extend({ agent: 'ann' }, async () => {
        await Promise.resolve();
        logger.info('two');
      });
      logger.info({ debateId: 'dbt_2' }, 'three');
    }),
  );
  logger.info('four');
  const plain = lines().map(({ level: _, time: __, ...line }) => line);
  expect(plain).toEqual([
    { debateId: 'dbt_1', detail: 1, msg: 'one' },
    { debateId: 'dbt_1', agent: 'ann', msg: 'two' },
    { debateId: 'dbt_2', msg: 'three' },
    { msg: 'four' },
  ]);
});

it.each([
  [
    {
      get broken() {
        throw new Error('No.');
      },
    },
  ],
  [
    {
      broken: {
        toJSON() {
          throw new Error('No.');
        },
      },
    },
  ],
  [{ broken: 1n }],
])('details that cannot be written do not fail the work: %#', (details) => {
  const { logger, lines } = aLog();
  for (const level of ['info', 'warn'] as const) expect(() => logger[level](details, 'It works')).not.toThrow();
  expect(lines().map(({ msg }) => String(msg).startsWith('It works'))).toEqual([true, true]);
});

it('warnings and errors that repeat are not written again; lines with an error id always are', () => {
  const { logger, lines } = aLog();
  for (let nth = 0; nth < 3; nth++) {
    logger.warn('Jobs');
    logger.info('Jobs');
    logger.error({ errorId: 'err_1' }, 'Internal error');
  }
  expect(lines().map(({ level }) => level)).toEqual(['warn', 'info', 'error', 'info', 'error', 'info', 'error']);
});

it('a log file that was renamed is opened again by its name', () => {
  const { logger, file, linesIn } = aLog();
  logger.info('one');
  renameSync(file, `${file}.1`);
  logger.info('two');
  reopenLog(file);
  logger.info('three');
  expect(linesIn(`${file}.1`).map(({ msg }) => msg)).toEqual(['one', 'two']);
  expect(linesIn(file).map(({ msg }) => msg)).toEqual(['three']);
});

it('a log file that cannot be opened names the setting', () => {
  expect(() => createLogger('INFO', { file: tmpdir() })).toThrow('ARAGORA_LOG_FILE');
});
