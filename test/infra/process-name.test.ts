import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isGone, processName } from '../../src/infra/process-name.ts';

const script = `import(${JSON.stringify(new URL('../../src/infra/process-name.ts', import.meta.url).href)})
  .then(({ processName }) => { console.log(processName()); setInterval(() => {}, 1000); });`;

describe.skipIf(process.platform !== 'linux')('the name of a process', () => {
  it('tells another process on the same machine whether the process runs', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    const name = await new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(`${text}`.trim())));
    expect(name).toContain(`:${child.pid}:`);
    expect(isGone(name)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isGone(name)).toBe(true);
  });

  it('is always different, and does not match another process with the same pid', () => {
    const name = processName();
    expect(processName()).not.toBe(name);
    expect(isGone(name)).toBe(false);
    const [host, pid, world, began, id] = name.split(':');
    expect(isGone([host, pid, world, Number(began) - 1, id].join(':'))).toBe(true);
  });

  it('says nothing about other machines, other boots or names in another format', () => {
    const [host, , , , id] = processName().split(':');
    expect(isGone([host, 4_000_000, 'another-boot.1', 17, id].join(':'))).toBe(false);
    expect(['', 'node-1', 'a:b', `${host}:4000000:${id}`].map(isGone)).toEqual([false, false, false, false]);
  });
});
