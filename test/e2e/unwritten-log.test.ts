import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AgentsDocument } from '../../src/cli/generated/graphql.ts';
import type { Settings } from '../infra/http/support/a-server.ts';
import { ask, send } from '../infra/http/support/requests.ts';
import { createDatabase } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { aDirectory, launch } from './support/launch.ts';
import type { Served } from './support/served.ts';

/** Every request is logged. This many lines do not fit into a pipe. */
const VERBOSE: Settings = { ARAGORA_LOG_LEVEL: 'DEBUG' };
const REQUESTS = 700;

async function answersOn(server: Served, requests = 20): Promise<void> {
  for (let nth = 0; nth < requests; nth++) expect((await send(`${server.url}/api/health`)).status).toBe(200);
  expect((await ask(server.url, AgentsDocument, {})).agents.length).toBeGreaterThan(0);
}

/** The number of log lines that were dropped for this reason, as operators see it. */
async function droppedOn(server: Served, reason: string): Promise<number> {
  const { text } = await send(`${server.url}/metrics`);
  const [, count] =
    new RegExp(`^aragora_log_lines_dropped_total\\{reason="${reason}"\\} (\\d+)$`, 'm').exec(text) ?? [];
  return Number(count);
}

async function endsInOrder(server: Served): Promise<void> {
  const { code, signal } = await server.kill('SIGTERM');
  expect([code, signal]).toEqual([0, null]);
}

function opened(path: string, flags: number): number {
  const file = openSync(path, flags);
  onTestFinished(() => closeSync(file));
  return file;
}

/** A pipe with both ends in the test. */
async function aPipe(): Promise<{ readonly reader: number; readonly writer: number }> {
  const path = join(await aDirectory(), 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return { reader, writer: opened(path, constants.O_WRONLY) };
}

describe('a server runs and answers when its standard error', () => {
  it.each(['json', 'pretty'])('is a full disk, and the log format is %s', async (format) => {
    const full = opened('/dev/full', constants.O_WRONLY);
    const server = await launch(await aDirectory(), { ...VERBOSE, ARAGORA_LOG_FORMAT: format }, full);
    await answersOn(server);
    expect(await droppedOn(server, 'WRITE_FAILED')).toBeGreaterThan(20);
    expect(await droppedOn(server, 'SLOW_READER')).toBe(0);
    await endsInOrder(server);
  });

  it('is a pipe that is closed', async () => {
    const { reader, writer } = await aPipe();
    const server = await launch(await aDirectory(), VERBOSE, writer);
    await answersOn(server);
    closeSync(reader);
    await answersOn(server);
    await endsInOrder(server);
  });

  it('is a pipe that was closed before the start', async () => {
    const { reader, writer } = await aPipe();
    closeSync(reader);
    const server = await launch(await aDirectory(), VERBOSE, writer);
    await answersOn(server);
    await endsInOrder(server);
  });

  it('is a pipe without a reader', async () => {
    const { reader, writer } = await aPipe();
    onTestFinished(() => closeSync(reader));
    const server = await launch(await aDirectory(), VERBOSE, writer);
    await answersOn(server, REQUESTS);
    await endsInOrder(server);
  });

  it('is a socket that is closed', async () => {
    const server = await launch(await aDirectory(), VERBOSE);
    server.closeStderr();
    await answersOn(server);
    await endsInOrder(server);
  });

  it('is a socket whose reader stops', async () => {
    const server = await launch(await aDirectory(), VERBOSE);
    server.stopReading();
    for (let nth = 0; nth < 10; nth++) await Promise.all(Array.from({ length: 20 }, () => answersOn(server, 20)));
    await endsInOrder(server);
  });

  it.skipIf(postgresUrl === undefined)('is a full disk, and it has several workers', async () => {
    const database = await createDatabase(postgresUrl ?? '');
    onTestFinished(() => database.drop());
    const full = opened('/dev/full', constants.O_WRONLY);
    const settings = { ...VERBOSE, DATABASE_URL: database.url, ARAGORA_WORKERS: '2' };
    const server = await launch(await aDirectory(), settings, full);
    await answersOn(server);
    // Those of the primary process too.
    expect(await droppedOn(server, 'WRITE_FAILED')).toBeGreaterThan(20);
    await endsInOrder(server);
  });
});
