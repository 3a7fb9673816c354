import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { ConfigError } from '../../../src/infra/config/config-error.ts';

const TOKEN = 'hunter2-hunter2-hunter2-hunter2-';
const SERVICE = { ARAGORA_SERVICE_TOKEN: TOKEN, ARAGORA_TRUSTED_SERVICES: '10.1.0.0/16' };

function mistakes(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).not.toContain('hunter2');
    return error.mistakes;
  }
}

describe('services that act for users', () => {
  it('are configured by a token and their addresses', () => {
    expect(readConfig(SERVICE)).toMatchObject({
      serviceTokens: [TOKEN],
      trustedServices: ['10.1.0.0/16'],
      warnings: [],
    });
    expect(readConfig({ ...SERVICE, ARAGORA_SERVICE_TOKEN: `${TOKEN}2, ${TOKEN}1` }).serviceTokens).toHaveLength(2);
  });

  it.each(Object.keys(SERVICE))('require %s too', (name) => {
    expect(mistakes({ ...SERVICE, [name]: '' })).toEqual([
      expect.stringContaining(`${name} is not: services need both`),
    ]);
  });

  it.each(['hunter2', `${TOKEN},hunter2`, 'hunter2-hunter2 hunter2-hunter2-hunter2', ',', TOKEN.slice(1)])(
    'may not have a weak token: %s',
    (token) => {
      expect(mistakes({ ...SERVICE, ARAGORA_SERVICE_TOKEN: token })).toEqual([
        expect.stringMatching(/^ARAGORA_SERVICE_TOKEN=\[redacted\]: .*Allowed is at least 32 characters/),
      ]);
    },
  );

  it.each(['ARAGORA_API_TOKEN', 'ARAGORA_JWT_SECRET'])('may not share their token with %s', (name) => {
    const both = { ...SERVICE, ARAGORA_SERVICE_TOKEN: `${TOKEN}1,${TOKEN}2`, [name]: `${TOKEN}2` };
    expect(mistakes(both)).toEqual([expect.stringContaining(`ARAGORA_SERVICE_TOKEN and ${name} are the same`)]);
  });
});

describe.each(['ARAGORA_TRUSTED_PROXIES', 'ARAGORA_TRUSTED_SERVICES'])('%s', (name) => {
  const others: Record<string, string> = name === 'ARAGORA_TRUSTED_SERVICES' ? { ARAGORA_SERVICE_TOKEN: TOKEN } : {};

  it('accepts addresses and networks', () => {
    expect(mistakes({ ...others, [name]: '127.0.0.1, ::1,10.0.0.0/8,2001:db8::/32' })).toEqual([]);
  });

  it.each(['0.0.0.0/0', '::/0', '10.0.0.0/00', '*', 'localhost', 'loopback', '10.0.0.0/33', '10.0.0', '010.0.0.1'])(
    'rejects %s, and a list with it',
    (item) => {
      for (const list of [item, `127.0.0.1,${item}`])
        expect(mistakes({ ...others, [name]: list })).toEqual([
          expect.stringContaining(`${name}="${list}": "${item}"`),
        ]);
    },
  );
});
