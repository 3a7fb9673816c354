import { describe, expect, it } from 'vitest';
import { allSettings, readConfig } from '../../../src/app/config.ts';
import { ConfigError } from '../../../src/infra/config/config-error.ts';

/** The lines of the error message, without their indentation. */
function mistakes(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

function onlyMistake(env: Record<string, string>): string {
  const lines = mistakes(env);
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

describe('an empty environment', () => {
  it('gives the documented defaults', () => {
    expect(readConfig({})).toEqual({
      dataDir: '.nomic',
      env: 'development',
      host: '127.0.0.1',
      apiPort: 8080,
      wsPort: 8765,
      workers: 1,
      allowedOrigins: [],
      allowedHosts: [],
      trustedProxies: [],
      trustedServices: [],
      googleOauthIssuer: 'https://accounts.google.com/',
      oauthAllowedRedirectHosts: [],
      logLevel: 'INFO',
      adminMfaGraceDays: 7,
      jwtExpiryHours: 24,
      refreshTokenExpiryDays: 30,
      dbSchema: 'public',
      dbPoolSize: 10,
      dbPoolTimeoutSeconds: 30,
      dbStatementTimeoutSeconds: 30,
      wsMaxMessageBytes: 65536,
      maxAnswerBytes: 10_485_760,
      maxBodyBytes: 1048576,
      queryTimeoutSeconds: 10,
      mutationTimeoutSeconds: 30,
      maxQueryCost: 5000,
      trustedDocuments: 'off',
      rateLimits: 'on',
      rateLimitAddress: 6000,
      rateLimitPublic: 600,
      rateLimitUser: 12_000,
      rateLimitKey: 6000,
      rateLimitAdmin: 60_000,
      maxSocketsPerAddress: 1000,
      slowReaderSeconds: 20,
      eventBufferSize: 1000,
      leaseSeconds: 15,
      maxConcurrentDebates: 10,
      drainSeconds: 10,
      agentTimeoutSeconds: 120,
      agentSilenceSeconds: 60,
      maxOutputTokens: 2000,
      maxCostUsd: 1,
      maxTokens: 500_000,
      maxDebatesPerWorkspace: 20,
      warnings: [],
    });
  });

  it('is the same as an environment of empty texts', () => {
    const empty = Object.fromEntries(allSettings.map(({ name }) => [name, ' ']));
    expect(readConfig({ ...empty, SUPABASE_URL: '' })).toEqual(readConfig({}));
  });
});

describe('the table of variables', () => {
  it('has valid defaults and examples', () => {
    const examples = allSettings.map(({ name, example, default: standard }) => [name, example ?? standard]);
    expect(() => readConfig(Object.fromEntries(examples))).not.toThrow();
  });

  it('says for every variable what is allowed', () => {
    expect(allSettings.filter(({ type }) => !type.description)).toEqual([]);
  });
});

describe('values', () => {
  it('reads log levels in any case', () => {
    expect(readConfig({ ARAGORA_LOG_LEVEL: 'debug' }).logLevel).toBe('DEBUG');
  });

  it('reads lists of origins and hosts', () => {
    const config = readConfig({
      ARAGORA_ALLOWED_ORIGINS: 'https://a.example, http://localhost:5173,',
      ARAGORA_ALLOWED_HOSTS: 'Aragora:8080,[::1]:9000,a.example',
    });
    expect(config.allowedOrigins).toEqual(['https://a.example', 'http://localhost:5173']);
    expect(config.allowedHosts).toEqual(['aragora:8080', '[::1]:9000', 'a.example']);
  });

  it('drops the slash at the end of a server address', () => {
    expect(readConfig({ ARAGORA_URL: 'http://127.0.0.1:8080/' }).url).toBe('http://127.0.0.1:8080');
  });

  it('reads amounts of money and addresses of APIs', () => {
    const config = readConfig({ ARAGORA_MAX_COST_USD: '0.25', GEMINI_BASE_URL: 'https://proxy.example/gemini/' });
    expect(config.maxCostUsd).toBe(0.25);
    expect(config.geminiBaseUrl).toBe('https://proxy.example/gemini');
  });

  it.each(['127.0.0.1', '127.8.9.1', '::1', 'LOCALHOST'])('listens on %s', (host) => {
    expect(readConfig({ ARAGORA_HOST: host }).host).toBe(host.toLowerCase());
  });

  it('accepts both spellings of a PostgreSQL address', () => {
    for (const url of ['postgres://u:p%40@db/x', 'postgresql:///x?host=/run/postgresql'])
      expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  it.each([
    'redis://localhost',
    'redis://localhost:6379/',
    'rediss://user:p%40@cache.example:6380/12',
    'redis://:p@[::1]/0',
  ])('accepts the Redis address %s', (url) => {
    expect(readConfig({ ARAGORA_REDIS_URL: url }).redisUrl).toBe(url);
  });
});

describe('mistakes', () => {
  it('are all reported at once, one on each line', () => {
    const env = { ARAGORA_API_PORT: '80a', ARAGORA_LEASE_SECONDS: '4', ARAGORA_ENV: 'staging', SUPABASE_KEY: 'k' };
    expect(mistakes(env)).toHaveLength(4);
    expect(() => readConfig(env)).toThrow(/^4 mistakes in the configuration:\n(.+\n){3}.+$/);
  });

  it('are reported with the value, the allowed values and a correction', () => {
    expect(onlyMistake({ ARAGORA_LEASE_SECONDS: '1000' })).toBe(
      'ARAGORA_LEASE_SECONDS="1000": it is too large. Allowed is a whole number of seconds from 5 to 300. ' +
        'Write ARAGORA_LEASE_SECONDS=300 instead.',
    );
  });

  it.each(['-1', '1.5', '1e3', '0x10', '65536'])('are reported for the port %s', (port) => {
    expect(onlyMistake({ ARAGORA_WS_PORT: port })).toContain('a port from 0 to 65535');
  });

  it('in a log level are reported with the intended level', () => {
    expect(onlyMistake({ ARAGORA_LOG_LEVEL: 'warn' })).toContain('Write ARAGORA_LOG_LEVEL=WARNING instead');
    expect(onlyMistake({ ARAGORA_LOG_LEVEL: 'EROR' })).toContain('Write ARAGORA_LOG_LEVEL=ERROR instead');
  });

  it('are reported for production without its secrets', () => {
    const secrets = { ARAGORA_JWT_SECRET: 's'.repeat(32), ARAGORA_ENCRYPTION_KEY: 'a1'.repeat(32) };
    for (const missing of Object.keys(secrets)) {
      const line = onlyMistake({ ARAGORA_ENV: 'production', ...secrets, [missing]: '' });
      expect(line).toContain(`${missing} is not set`);
    }
    expect(readConfig({ ARAGORA_ENV: 'production', ...secrets }).env).toBe('production');
  });

  it('are reported for a previous secret without an end', () => {
    const previous = { ARAGORA_JWT_SECRET_PREVIOUS: 's'.repeat(32) };
    expect(onlyMistake(previous)).toContain('ARAGORA_JWT_SECRET_PREVIOUS_UNTIL is not');
  });

  it.each(['0.0.0.0', '192.168.1.2', '::', 'example.com', '127.evil.example'])(
    'are reported for the listening address %s',
    (host) => {
      const line = onlyMistake({ ARAGORA_HOST: host });
      expect(line).toContain('only with ARAGORA_ENV=production');
      expect(line).toContain('write ARAGORA_HOST=127.0.0.1');
    },
  );

  it.each(['*', 'https://*.example.com'])('are reported for the wildcard origin %s', (origin) => {
    expect(onlyMistake({ ARAGORA_ALLOWED_ORIGINS: origin })).toContain('wildcards are refused');
  });

  it('in one origin are corrected, and the rest of the list is kept', () => {
    const line = onlyMistake({ ARAGORA_ALLOWED_ORIGINS: 'https://a.example,https://b.example/' });
    expect(line).toContain('Write ARAGORA_ALLOWED_ORIGINS=https://a.example,https://b.example instead');
  });

  it.each(['https://x.example/', '*', 'a b', 'x:123456'])('are reported for the host %s', (host) => {
    expect(onlyMistake({ ARAGORA_ALLOWED_HOSTS: host })).toContain('host[:port]');
  });

  it.each([
    [{ ARAGORA_LOCAL_BASE_URL: 'http://127.0.0.1:11434' }, 'Set ARAGORA_LOCAL_MODEL too'],
    [{ ARAGORA_LOCAL_MODEL: 'llama3.2' }, 'Set ARAGORA_LOCAL_BASE_URL too'],
  ])('are reported for a local model with only half of its settings: %o', (env, advice) => {
    expect(onlyMistake(env)).toContain(advice);
  });

  it.each([
    ['api.example/v1', 'https://api.example/v1'],
    ['https://me:hunter2@api.example/v1', 'https://api.example/v1'],
    ['https://api.example/v1/?key=hunter2', 'https://api.example/v1'],
  ])('in the address of an API are corrected: %s', (given, instead) => {
    expect(onlyMistake({ OPENAI_BASE_URL: given })).toContain(`Write OPENAI_BASE_URL=${instead} instead`);
  });

  it.each(['a dollar', '-1', '1,50', '101'])('are reported for the amount %s', (amount) => {
    expect(onlyMistake({ ARAGORA_MAX_COST_USD: amount })).toContain('US dollars from 0.001 to 100');
  });

  it('are reported for several workers on the embedded database, which belongs to one process', () => {
    expect(onlyMistake({ ARAGORA_WORKERS: '3' })).toMatch(/ARAGORA_WORKERS is 3 .*Set DATABASE_URL/);
    expect(readConfig({ ARAGORA_WORKERS: '3', DATABASE_URL: 'postgres://db/x' }).workers).toBe(3);
    expect(readConfig({ ARAGORA_WORKERS: '1' }).workers).toBe(1);
    expect(onlyMistake({ ARAGORA_WORKERS: '65' })).toContain('from 1 to 64');
  });

  it('are reported for variables of Supabase, with a hint to DATABASE_URL', () => {
    const line = onlyMistake({ SUPABASE_URL: 'https://x.supabase.co', SUPABASE_KEY: 'a-key' });
    expect(line).toMatch(/^SUPABASE_URL, SUPABASE_KEY: .*DATABASE_URL=postgresql:/);
    expect(line).not.toContain('a-key');
  });
});

describe('secrets', () => {
  it.each(['mysql://root:hunter2@db/x', 'postgres://root:hunter2@:x'])(
    'are left out of the message about %s',
    (url) => {
      const line = onlyMistake({ DATABASE_URL: url });
      expect(line).toContain('DATABASE_URL=[redacted]');
      expect(line).not.toContain('hunter2');
    },
  );

  it.each([
    'http://:hunter2@cache',
    'redis://:hunter2@cache:x',
    'redis://:hunter2@',
    'redis://:hunter2@cache/name',
    'redis://:hunter2@cache/0?db=1',
  ])('are left out of the message about %s', (url) => {
    const line = onlyMistake({ ARAGORA_REDIS_URL: url });
    expect(line).toContain('ARAGORA_REDIS_URL=[redacted]');
    expect(line).not.toContain('hunter2');
  });

  it.each(['ARAGORA_URL', 'ARAGORA_ALLOWED_ORIGINS', 'ARAGORA_ALLOWED_HOSTS', 'ARAGORA_HOST'])(
    'in %s are left out of the message too',
    (name) => {
      const line = onlyMistake({ [name]: 'https://me:hunter2@a.example/path?x#y' });
      expect(line).toContain('[redacted]');
      expect(line).not.toContain('hunter2');
    },
  );

  it('in unknown variables are left out of the warnings', () => {
    expect(readConfig({ ARAGORA_SECRET: 'hunter2' }).warnings.join()).not.toContain('hunter2');
  });
});
