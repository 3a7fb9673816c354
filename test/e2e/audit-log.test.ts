import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { DeleteDebateDocument, RotateReceiptKeyDocument } from '../../src/cli/generated/graphql.ts';
import { aServer } from '../infra/http/support/a-server.ts';
import { ask } from '../infra/http/support/requests.ts';
import { eventsOf } from '../infra/http/support/sockets.ts';
import { API_TOKEN } from '../support/credentials.ts';
import { PROGRAM } from '../support/services/program.ts';
import { startDebate } from './support/debates.ts';
import { aDirectory } from './support/launch.ts';

/** Runs `aragora audit` and returns its output. The server runs in this process, so the wait must not block it. */
async function audit(url: string, ...args: string[]) {
  const child = spawn(process.execPath, [...PROGRAM, 'audit', ...args], {
    env: { ...process.env, ARAGORA_URL: url, ARAGORA_API_TOKEN: API_TOKEN },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const status = new Promise((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}

it('the audit log is listed and exported, and the exported file is verified without the server', async () => {
  const directory = await aDirectory();
  const server = await aServer();
  const id = await startDebate(server.url);
  await eventsOf(server.url, { debateId: id });
  await ask(server.url, RotateReceiptKeyDocument, { input: { reason: 'Yearly.' } });
  await ask(server.url, DeleteDebateDocument, { input: { id, reason: 'By request.' } });
  const listed = await audit(server.url, 'list');
  expect(listed).toMatchObject({ status: 0, stdout: expect.stringMatching(/^2 .*“By request\.”\n1 .*“Yearly\.”\n$/) });
  expect(await audit(server.url, 'verify')).toMatchObject({ status: 0, stdout: expect.stringContaining('2 entries') });
  const { stdout: exported } = await audit(server.url, 'export');
  await server.stop();

  const [whole, forged, cut] = ['whole', 'forged', 'cut'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(whole, exported);
  await writeFile(forged, exported.replace('Yearly.', 'Daily.'));
  await writeFile(cut, exported.split('\n').slice(0, 2).join('\n'));
  const nowhere = 'http://127.0.0.1:1';
  expect(await audit(nowhere, 'verify', whole)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^VALID: /) });
  for (const [file, what] of [
    [forged, 'Entry 1 was changed'],
    [cut, 'Entry 2 was cut off'],
  ] as const) {
    expect(await audit(nowhere, 'verify', file)).toMatchObject({ status: 1, stdout: expect.stringContaining(what) });
  }
});
