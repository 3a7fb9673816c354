import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DeleteDebateDocument, RotateReceiptKeyDocument } from '../../src/cli/generated/graphql.ts';
import { aServer } from '../infra/http/support/a-server.ts';
import { ask, send } from '../infra/http/support/requests.ts';
import { eventsOf } from '../infra/http/support/sockets.ts';
import { PROGRAM } from '../support/services/program.ts';
import { startDebate } from './support/debates.ts';
import { aDirectory } from './support/launch.ts';

const CHECK = fileURLToPath(new URL('support/check-receipt.py', import.meta.url));

/** The output of `aragora receipt verify`, run without a server. */
function verified(...args: string[]) {
  const argv = [...PROGRAM, 'receipt', 'verify', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

function checkedByPython(file: string, key: string): string {
  const { stdout, stderr } = spawnSync('python3', [CHECK, file, key], { encoding: 'utf8' });
  return (stdout || stderr).trim();
}

it('a receipt is verified with its file and the published key alone, by Aragora, OpenSSL and Python', async () => {
  const directory = await aDirectory();
  const server = await aServer();
  const id = await startDebate(server.url);
  await eventsOf(server.url, { debateId: id });
  const published = await send(`${server.url}/.well-known/aragora-receipt-keys.json`);
  const [{ x: key = '' } = {}] = (JSON.parse(published.text) as { keys: { x: string }[] }).keys;
  const read = () => send(`${server.url}/api/receipts/${id}?format=json`);
  const { text } = await read();
  await ask(server.url, RotateReceiptKeyDocument, { input: {} });
  const both = (await send(`${server.url}/.well-known/aragora-receipt-keys.json`)).text;
  expect((JSON.parse(both) as { keys: unknown[] }).keys).toHaveLength(2);
  await ask(server.url, DeleteDebateDocument, { input: { id } });
  const erased = (await read()).text;
  await server.stop();

  const receipt = JSON.parse(text) as { events: { data: { position?: string } }[] };
  const forged = structuredClone(receipt);
  const fifth = forged.events[4];
  if (fifth) fifth.data.position = 'sqlite';
  const [whole, false_, empty, keys] = ['whole', 'forged', 'erased', 'keys'].map((name) => join(directory, name));
  await writeFile(whole ?? '', text);
  await writeFile(false_ ?? '', JSON.stringify(forged));
  await writeFile(empty ?? '', erased);
  await writeFile(keys ?? '', both);

  expect(verified(whole ?? '', '--key', key)).toEqual({
    status: 0,
    said: expect.stringMatching(/^VALID: [\s\S]*Signed with/),
  });
  expect(verified(empty ?? '', '--key', keys ?? '')).toEqual({
    status: 0,
    said: expect.stringMatching(/content of every event has been erased[\s\S]*debate\.deleted/),
  });
  expect(verified(false_ ?? '', '--key', key)).toEqual({
    status: 1,
    said: expect.stringContaining('Event 5 does not fit'),
  });
  expect(verified(whole ?? '', '--key', 'A'.repeat(43))).toEqual({
    status: 1,
    said: expect.stringContaining('NOT VALID'),
  });
  expect(verified(whole ?? '')).toEqual({ status: 0, said: expect.stringContaining('does not show who signed it') });

  expect(checkedByPython(whole ?? '', key)).toBe('fits');
  expect(checkedByPython(false_ ?? '', key)).toBe('event 5: payload');
  expect(checkedByPython(whole ?? '', 'A'.repeat(43))).toBe('signature');
});
