import { expect, it } from 'vitest';
import { readDebate, startDebate } from './support/debates.ts';
import { aDirectory, launch, launchInVain } from './support/launch.ts';

it('a data directory belongs to one server, which a second one names; kill -9 frees it', async () => {
  const dataDir = await aDirectory();
  const first = await launch(dataDir);
  const id = await startDebate(first.url, { paceMs: 60_000 });
  const { code, stderr } = await launchInVain(dataDir);
  expect(code).toBe(1);
  expect(stderr).toContain(`process ${first.pid}`);
  expect(stderr).toContain(first.url);
  expect(stderr).toContain('ARAGORA_DATA_DIR');
  expect(stderr).not.toMatch(/\n {4}at /);
  expect((await readDebate(first.url, id)).id).toBe(id);

  await first.kill('SIGKILL');
  const second = await launch(dataDir);
  expect((await readDebate(second.url, id)).id).toBe(id);
});
