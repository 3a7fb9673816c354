import pino from 'pino';
import { expect, it } from 'vitest';
import { logSignal } from '../../src/infra/logger.ts';

function lineOf(name: Parameters<typeof logSignal>[2], detail: object): string {
  const lines: string[] = [];
  logSignal(pino({ level: 'debug' }, { write: (line) => void lines.push(line) }), 'info', name, detail);
  return lines.join('');
}

it('the log line of an agent has the text that the runbook greps for', () => {
  const call = { agent: 'openai-api', provider: 'openai', model: 'gpt', failure: 'RATE_LIMIT', durationMs: 10 };
  expect(lineOf('modelAttempted', call)).toContain('agent=openai-api failure=rate_limit');
  expect(lineOf('modelAttempted', { ...call, failure: null })).toMatch(/"msg":"modelAttempted agent=openai-api"/);
  expect(lineOf('breakerChanged', { agent: 'openai-api', state: 'OPEN' })).toContain('agent=openai-api');
  expect(lineOf('turnFailed', { agentId: 'openai-api', error: new Error('No.') })).toContain('agent=openai-api');
  expect(lineOf('debateResumed', { debateId: 'dbt_1', fence: 2 })).toContain('"msg":"debateResumed"');
});
