import { readFileSync } from 'node:fs';
import { CloseCode } from 'graphql-ws';
import { expect, it } from 'vitest';
import { CLOSE_CODES } from '../../../../src/infra/http/socket/close-codes.ts';

const docs = readFileSync(new URL('../../../../docs/events-and-subscriptions.md', import.meta.url), 'utf8');
const known: ReadonlySet<number> = new Set(Object.values(CLOSE_CODES).map(({ code }) => code));

it('the documentation has a row for each close code, with the action of a client', () => {
  const rows = Object.values(CLOSE_CODES).map(({ code, why, whatToDo }) => `| ${code} | ${why} | ${whatToDo} |`);
  expect(docs).toContain(`| Close code | Why | What to do |\n|---|---|---|\n${rows.join('\n')}\n\n`);
});

it.each([
  'InternalServerError',
  'BadRequest',
  'Unauthorized',
  'Forbidden',
  'SubprotocolNotAcceptable',
  'ConnectionInitialisationTimeout',
  'SubscriberAlreadyExists',
  'TooManyInitialisationRequests',
] as const)('the close codes include %s of the protocol', (name) => {
  expect(known.has(CloseCode[name])).toBe(true);
});
