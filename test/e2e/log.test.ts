import { readFileSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Settings } from '../infra/http/support/a-server.ts';
import { eventually } from '../infra/http/support/eventually.ts';
import { send } from '../infra/http/support/requests.ts';
import { createDatabase } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { PATIENCE } from '../support/waiting.ts';
import { readDebate, startDebate } from './support/debates.ts';
import { aDirectory, launch, launchInVain } from './support/launch.ts';

type Line = Readonly<Record<string, unknown>>;

function linesOf(text: string): readonly Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const messages = (lines: readonly Line[]) => lines.map(({ msg }) => msg);

it('a log that is no terminal has only JSON, no sign-in link, and the debate of each line', async () => {
  const settings: Settings = { ARAGORA_LOG_LEVEL: 'DEBUG', ARAGORA_ENV: 'development' };
  const server = await launch(await aDirectory(), settings);
  const debateId = await startDebate(server.url);
  await expect.poll(async () => (await readDebate(server.url, debateId)).status, PATIENCE).toBe('COMPLETED');
  server.hangUp();
  const { code, stderr } = await server.kill('SIGTERM');
  expect(code).toBe(0);
  const lines = linesOf(stderr);
  expect(messages(lines)).toEqual(
    expect.arrayContaining([
      'Aragora is running',
      expect.stringMatching(/^Reloaded/),
      expect.stringMatching(/^Stopping/),
    ]),
  );
  expect(stderr).not.toMatch(/sign-in=|#sign-in/);
  expect(lines.find(({ msg }) => msg === 'Aragora is running')).toMatchObject({
    signIn: expect.stringContaining('aragora token'),
  });
  const answered = lines.filter(({ msg }) => String(msg).startsWith('agentAnswered'));
  expect(answered.length).toBeGreaterThan(0);
  for (const line of answered) expect(line).toMatchObject({ debateId, agent: expect.any(String) });
  // Nothing of the request or job that woke the debate.
  for (const line of answered) expect(Object.keys(line)).not.toContain('job');
});

it('a server that cannot start says so in one JSON line', async () => {
  const { code, stderr } = await launchInVain(await aDirectory(), {
    ARAGORA_WORKERS: 'many',
    ARAGORA_LOG_LEVEL: 'loud',
  });
  expect(code).toBe(1);
  expect(linesOf(stderr)).toMatchObject([
    { level: 'error', msg: expect.stringMatching(/ARAGORA_WORKERS[\s\S]*ARAGORA_LOG_LEVEL/) },
  ]);
});

it.skipIf(postgresUrl === undefined)(
  'SIGHUP opens the log file again, in the primary process and in its workers',
  async () => {
    const database = await createDatabase(postgresUrl ?? '');
    onTestFinished(() => database.drop());
    const file = join(await aDirectory(), 'log');
    const settings = {
      DATABASE_URL: database.url,
      ARAGORA_WORKERS: '2',
      ARAGORA_LOG_LEVEL: 'INFO',
      ARAGORA_LOG_FILE: file,
    };
    const server = await launch(await aDirectory(), settings);
    const listening = () => linesOf(readFileSync(file, 'utf8')).filter(({ msg }) => msg === 'The server listens');
    await eventually(() => listening().length).toBe(2);
    renameSync(file, `${file}.1`);
    server.hangUp();
    const reloaded = async () => messages(linesOf(await readFile(file, 'utf8').catch(() => '')));
    await expect
      .poll(reloaded, PATIENCE)
      .toEqual(Array.from({ length: 3 }, () => 'Reloaded. The log file was opened again'));
    expect((await send(`${server.url}/api/health`)).status).toBe(200);
    const { code, stderr } = await server.kill('SIGTERM');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  },
);
