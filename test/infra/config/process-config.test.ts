import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { processConfig } from '../../../src/app/config.ts';

describe('the configuration of this process', () => {
  const home = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aragora-config-'));
    writeFileSync(join(folder, '.env'), 'ARAGORA_API_PORT=1\nARAGORA_WS_PORT=2\nARAGORA_DATA_DIR=from-file\n');
    process.chdir(folder);
    vi.stubEnv('ARAGORA_ENV', 'development');
    vi.stubEnv('ARAGORA_API_PORT', '10');
    vi.stubEnv('ARAGORA_WS_PORT', '20');
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  it('prefers flags to the environment, and the environment to .env', () => {
    const config = processConfig({ ARAGORA_API_PORT: '100', ARAGORA_WS_PORT: undefined });
    expect(config).toMatchObject({ apiPort: 100, wsPort: 20, dataDir: 'from-file' });
  });

  it('reads no .env in a test run', () => {
    vi.stubEnv('ARAGORA_ENV', 'test');
    expect(processConfig().dataDir).toBe('.nomic');
  });
});
