import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeWarnings } from '../../../src/app/resources/data-directory.ts';

const DATABASE_URL = 'postgres://localhost/aragora';
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'aragora-place-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const warnings = (databaseUrl?: string) => placeWarnings({ dataDir, databaseUrl });

it('a new data directory is no reason for a warning', () => {
  expect([warnings(), warnings(DATABASE_URL)]).toEqual([[], []]);
});

it('an embedded database that is not used is reported', () => {
  mkdirSync(join(dataDir, 'database'));
  expect(warnings(DATABASE_URL).join()).toContain('It is not used, because DATABASE_URL is set.');
  expect(warnings()).toEqual([]);
});

it.each(['encryption.key', 'receipt-signing.key', 'access-token.key'])(
  'a new embedded database beside the %s of a server is reported',
  (file) => {
    writeFileSync(join(dataDir, file), '');
    expect(warnings().join()).toContain('If the data is in PostgreSQL, set DATABASE_URL.');
    expect(warnings(DATABASE_URL)).toEqual([]);
  },
);
