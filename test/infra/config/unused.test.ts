import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { closest, editDistance } from '../../../src/infra/config/closest.ts';

describe('variables without an effect', () => {
  it('are reported with the intended name', () => {
    expect(readConfig({ ARAGORA_API_PROT: '1' }).warnings).toEqual([
      'ARAGORA_API_PROT is no variable of Aragora and has no effect; did you mean ARAGORA_API_PORT?',
    ]);
  });

  it('are reported with the documentation when they resemble no known name', () => {
    expect(readConfig({ ARAGORA_UNHEARD_OF: '1' }).warnings[0]).toContain('docs/configuration.md');
  });

  it('are not reported as misspelt when the runbook names them', () => {
    expect(readConfig({ ARAGORA_RECEIPT_RETENTION_DAYS: '1', CP_ENABLE_KM: 't' }).warnings).toEqual([
      'No effect in this version yet, although the runbook names it: ARAGORA_RECEIPT_RETENTION_DAYS, CP_ENABLE_KM.',
    ]);
  });

  it('include Redis where no other server could share it', () => {
    const redis = { ARAGORA_REDIS_URL: 'redis://localhost' };
    expect(readConfig(redis).warnings).toEqual([expect.stringContaining('no effect without DATABASE_URL')]);
    expect(readConfig({ ...redis, DATABASE_URL: 'postgres://db/x' }).warnings).toEqual([]);
  });

  it('do not include variables of other programs, nor those of our tests', () => {
    expect(readConfig({ PATH: '/bin', ARAGORA_TEST_DATABASE_URL: 'x', ARAGORA_TEST_REDIS_URL: 'x' }).warnings).toEqual(
      [],
    );
  });
});

describe('closeness of names', () => {
  it('counts typing mistakes', () => {
    expect(editDistance('PORT', 'PORT')).toBe(0);
    expect(editDistance('PROT', 'PORT')).toBe(1);
    expect(editDistance('POT', 'PORT')).toBe(1);
    expect(editDistance('', 'PORT')).toBe(4);
  });

  it('finds nothing when no name is close', () => {
    expect(closest('WORKERS', ['HOST', 'URL'])).toBeUndefined();
  });
});
