import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aForgingProvider } from '../../support/providers/forging-provider.ts';
import { createDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { aDirectory, launch } from '../support/launch.ts';
import { Doors } from './support/doors.ts';
import { anEchoingProvider } from './support/echoing-provider.ts';
import { makeMistakes } from './support/mistakes.ts';
import { exportEverything, liveThrough } from './support/part.ts';
import { findSecrets, type Place, secretOf, writingsOf } from './support/scan.ts';
import { secretSettings } from './support/settings.ts';
import { REASON, TASK } from './support/words.ts';

/** A token for the owner of this machine, as `aragora token` creates it. */
function localToken(secret: string): Promise<string> {
  const claims = new SignJWT({ sub: 'local', role: 'owner' }).setProtectedHeader({ alg: 'HS256', typ: 'local+jwt' });
  const known = claims.setIssuer('aragora').setAudience('aragora-api').setJti('jti_test').setIssuedAt();
  return known.setExpirationTime('1h').sign(Buffer.from(secret));
}

function filesIn(directory: string): Place[] {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => ({ name, text: readFileSync(join(parentPath, name), 'latin1') }));
}

describe.skipIf(postgresUrl === undefined)('secrets', () => {
  it('do not appear in the database, logs, metrics, errors or exports, in any encoding', async () => {
    const database = await createDatabase(postgresUrl ?? '');
    onTestFinished(database.drop);
    const [provider, google] = [await anEchoingProvider(), await aForgingProvider('aragora')];
    const { settings, named, token, jwtSecret } = secretSettings(database.url, provider.url, google.issuer);
    const directory = await aDirectory();
    const server = await launch(directory, settings);
    const doors = new Doors(server.url);
    for (const [name, secret] of Object.entries(named)) doors.plant(name, secret);

    const machineToken = doors.plant('token of the machine', await localToken(jwtSecret));
    const stage = { doors, url: server.url, token, machineToken, forgery: google.forgery };
    await liveThrough(stage);
    await makeMistakes(doors, token);
    for (const name of ['ANTHROPIC', 'OPENAI', 'XAI'])
      expect(provider.seen.join('\n')).toContain(JSON.stringify(named[`${name}_API_KEY`]).slice(1, -1));
    const exports = await exportEverything(stage);
    const { stdout, stderr } = await server.kill('SIGTERM');
    const dump = execFileSync('pg_dump', ['--inserts', '--dbname', database.url], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    const places: Place[] = [
      { name: 'the dump', text: dump },
      { name: 'standard output', text: stdout },
      { name: 'the log', text: stderr },
      ...exports,
      ...filesIn(directory),
      ...doors.answers,
    ];

    const standsIn = (text: string) =>
      places.filter((place) => findSecrets([secretOf('it', text)], [place]).length > 0);
    const names = (text: string) => standsIn(text).map(({ name }) => name);
    const written = ['debate', 'receipt'].flatMap((kind) => [`${kind} JSON`, `${kind} MARKDOWN`]);
    expect(names(TASK)).toEqual(expect.arrayContaining(['the dump', ...written]));
    expect(names(REASON)).toEqual(expect.arrayContaining(['the dump', 'audit JSON', 'audit CSV']));
    expect(stderr).toContain('"level":"debug"');
    expect(doors.secrets.length).toBeGreaterThan(100);
    expect(findSecrets(doors.secrets, places)).toEqual([]);
  });
});

describe('the search for secrets', () => {
  const SECRET = `Zürich's "canary" & ${randomBytes(24).toString('base64')}`;
  const planted = secretOf('the canary', SECRET);
  const within = (text: string) => [{ name: 'a place', text: `some words ${text} and more` }];

  it.each(writingsOf(planted.bytes))('finds a secret that is written $how', ({ text }) => {
    expect(findSecrets([planted], within(text))).toHaveLength(1);
  });

  it.each([0, 1, 2, 3, 4, 5])('finds a secret in the base64 of a longer text, after %i other bytes', (before) => {
    const longer = Buffer.from(`${'-'.repeat(before)}${SECRET}--`);
    for (const encoding of ['base64', 'base64url'] as const)
      expect(findSecrets([planted], within(longer.toString(encoding)))).toHaveLength(1);
  });

  it('finds bytes that are not text, and a secret that was cut off at both ends', () => {
    const bytes = randomBytes(32);
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(findSecrets([secretOf('a key', bytes)], within(bytes.toString(encoding)))).toHaveLength(1);
    expect(findSecrets([planted], within(SECRET.slice(5, -5)))).toHaveLength(1);
  });

  it('skips the one answer that may show the secret, and finds it in the next text', () => {
    const places = [{ name: 'the answer', text: SECRET, shows: [planted.bytes] }, ...within(SECRET)];
    expect(findSecrets([planted], places)).toEqual(['the canary in a place, raw']);
    expect(findSecrets([planted], within('another one'))).toEqual([]);
  });
});
