import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type LogCall, LogRepeats } from '../../src/infra/log-repeats.ts';

const WARN = 40;
let written: LogCall[];
let repeats: LogRepeats;

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  repeats = new LogRepeats();
});
afterEach(() => {
  vi.useRealTimers();
});

function log(message: string, details: object = {}): void {
  repeats.log(WARN, [details, message], (call) => written.push(call));
}

const texts = () => written.map(([, message]) => message);

it('a line that repeats is written at once, and then once in a minute with its number', () => {
  for (let nth = 0; nth < 313; nth++) {
    log('The disk is full', { error: Object.assign(new Error(`No room for ${nth}.`), { code: 'ENOSPC' }) });
    vi.advanceTimersByTime(100);
  }
  expect(texts()).toEqual(['The disk is full']);
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['The disk is full', 'The disk is full … 312 times in the last 60 s']);
  expect(written[1]?.[0]).toMatchObject({ repeated: 312, seconds: 60, error: { message: 'No room for 312.' } });
});

it('a line that goes on repeating is summarised each minute, and written at once again after a quiet minute', () => {
  for (const pauseMs of [0, 30_000, 60_000]) {
    vi.advanceTimersByTime(pauseMs);
    log('Jobs');
  }
  vi.advanceTimersByTime(180_000);
  expect(texts()).toEqual(['Jobs', 'Jobs … once in the last 60 s', 'Jobs … once in the last 60 s']);
  log('Jobs');
  expect(texts()).toHaveLength(4);
});

it('lines that differ in a text are different lines; numbers, users and request ids do not count', () => {
  const error = new Error('No.');
  log('It failed', { error, debateId: 'dbt_1', requestId: 'req_1', userId: 'usr_1', durationMs: 1 });
  log('It failed', { error, debateId: 'dbt_1', requestId: 'req_2', userId: 'usr_2', durationMs: 2 });
  expect(written).toHaveLength(1);
  log('It failed', { error, debateId: 'dbt_2' });
  log('It failed', { error: new Error('Yes.'), debateId: 'dbt_1' });
  log('It failed', { error: Object.assign(new Error('No.'), { code: '40001' }), debateId: 'dbt_1' });
  expect(written).toHaveLength(4);
});

it('what was counted is written at the end', () => {
  for (let nth = 0; nth < 3; nth++) log('Jobs');
  repeats.end();
  expect(texts()).toEqual(['Jobs', 'Jobs … 2 times in the last 1 s']);
});

it('at most 1000 lines are known: the oldest is summarised and forgotten', () => {
  for (const message of ['first', 'first']) log(message);
  for (let nth = 0; nth < 1_000; nth++) log(`line ${nth}`);
  expect(texts()).toContain('first … once in the last 1 s');
  log('first');
  expect(texts().at(-1)).toBe('first');
});
