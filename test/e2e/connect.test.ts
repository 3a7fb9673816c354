import { afterEach, expect, it, vi } from 'vitest';
import { connect } from '../../src/app/app.ts';
import { aDirectory } from './support/launch.ts';

afterEach(() => vi.unstubAllEnvs());

it('readers share a read-only server, a command that runs debates refuses it, and runners share a runner', async () => {
  vi.stubEnv('ARAGORA_ENV', 'test');
  vi.stubEnv('ARAGORA_DATA_DIR', await aDirectory());
  const reader = await connect('reader');
  try {
    expect(await connect('reader')).toMatchObject({ url: reader.url, isOwn: false });
    await expect(connect('runner')).rejects.toThrow(/in use by process \d+/);
  } finally {
    await reader.close();
  }
  const runner = await connect('runner');
  try {
    expect(runner.isOwn).toBe(true);
    expect(await connect('runner')).toMatchObject({ url: runner.url, isOwn: false });
  } finally {
    await runner.close();
  }
});
