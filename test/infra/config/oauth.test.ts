import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { ConfigError } from '../../../src/infra/config/config-error.ts';

const CLIENT = {
  GOOGLE_OAUTH_CLIENT_ID: 'id',
  GOOGLE_OAUTH_CLIENT_SECRET: 'hunter2',
  GOOGLE_OAUTH_REDIRECT_URI: 'https://debates.example.com/api/auth/oauth/google/callback',
};

function mistakes(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

describe('signing in with Google', () => {
  it('is configured by three variables, and each of them has an effect', () => {
    expect(readConfig(CLIENT)).toMatchObject({ googleOauthIssuer: 'https://accounts.google.com/', warnings: [] });
  });

  it.each(Object.keys(CLIENT))('requires %s when the others are set', (name) => {
    const lines = mistakes({ ...CLIENT, [name]: '' });
    expect(lines).toEqual([expect.stringContaining(`without ${name}: signing in with Google needs all three.`)]);
    expect(lines.join()).not.toContain('hunter2');
  });

  it('requires both others when one is set', () => {
    const lines = mistakes({ GOOGLE_OAUTH_CLIENT_SECRET: 'hunter2' });
    expect(lines).toEqual([expect.stringMatching(/Set GOOGLE_OAUTH_CLIENT_ID and GOOGLE_OAUTH_REDIRECT_URI too/)]);
    expect(lines.join()).not.toContain('hunter2');
  });

  it.each(['OAUTH_SUCCESS_URL', 'OAUTH_ERROR_URL'])('requires that the host of %s is an allowed one', (name) => {
    const url = 'https://app.example.com:8443/x';
    const allowed = { OAUTH_ALLOWED_REDIRECT_HOSTS: 'app.example.com' };
    expect(mistakes({ [name]: url, ...allowed })).toEqual([
      `${name}: its host is not in OAUTH_ALLOWED_REDIRECT_HOSTS. Write OAUTH_ALLOWED_REDIRECT_HOSTS=app.example.com,app.example.com:8443, or another ${name}.`,
    ]);
    expect(mistakes({ [name]: url, OAUTH_ALLOWED_REDIRECT_HOSTS: 'app.example.com:8443' })).toEqual([]);
  });

  it.each(['GOOGLE_OAUTH_REDIRECT_URI', 'GOOGLE_OAUTH_ISSUER', 'OAUTH_SUCCESS_URL', 'OAUTH_ERROR_URL'])(
    'accepts plain HTTP in %s only on this machine',
    (name) => {
      const env = { ...CLIENT, OAUTH_ALLOWED_REDIRECT_HOSTS: 'localhost:5173' };
      expect(mistakes({ ...env, [name]: 'http://localhost:5173/x' })).toEqual([]);
      expect(mistakes({ ...env, [name]: 'http://192.168.1.2/x' })).toEqual([
        expect.stringContaining(`Write ${name}=https://192.168.1.2/x instead`),
      ]);
    },
  );

  it.each([
    'app.example.com',
    'javascript:alert(1)',
    'https://me:hunter2@a.example/',
    'https://a.example/?b',
    'https://a.example/#b',
  ])('does not redirect browsers to %s', (url) => {
    const lines = mistakes({ OAUTH_SUCCESS_URL: url, OAUTH_ALLOWED_REDIRECT_HOSTS: 'a.example' });
    expect(lines).toEqual([expect.stringMatching(/^OAUTH_SUCCESS_URL="/)]);
    expect(lines.join()).not.toContain('hunter2');
  });

  it('reports all mistakes at once', () => {
    const env = { GOOGLE_OAUTH_CLIENT_ID: 'id', OAUTH_SUCCESS_URL: 'https://a.example', OAUTH_ERROR_URL: 'x' };
    expect(mistakes({ ...env, OAUTH_ALLOWED_REDIRECT_HOSTS: '*' })).toHaveLength(3);
    expect(mistakes(env)).toHaveLength(3);
  });
});
