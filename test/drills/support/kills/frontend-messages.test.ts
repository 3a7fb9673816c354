import { expect, it } from 'vitest';
import { FrontendMessages } from './frontend-messages.ts';

/** A message with its type, if it has one, and its length. */
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const SSL_REQUEST = message('', Buffer.from([0x04, 0xd2, 0x16, 0x2f]));
const START = message('', Buffer.from('\0\x03\0\0user\0root\0\0'));
const BEGIN = message('Q', Buffer.from('begin\0'));
const PARSE = message('P', Buffer.from('\0insert into "events" values ($1)\0\0\0'));
const SYNC = message('S', Buffer.alloc(0));

it('the bytes of a PostgreSQL client are divided into its messages, for any size of chunks', () => {
  const sent = Buffer.concat([SSL_REQUEST, START, BEGIN, PARSE, SYNC]);
  for (const size of [1, 3, 7, sent.length]) {
    const messages = new FrontendMessages();
    const taken = Array.from({ length: Math.ceil(sent.length / size) }, (_, at) =>
      messages.take(sent.subarray(at * size, (at + 1) * size)),
    ).flat();
    expect(taken.map(({ sql }) => sql)).toEqual([null, null, 'begin', 'insert into "events" values ($1)', null]);
    expect(Buffer.concat(taken.map(({ bytes }) => bytes))).toEqual(sent);
  }
});

it('a prepared statement is one at each execution, and not when it is prepared', () => {
  const prepare = message('P', Buffer.from('append\0insert into "events" values ($1)\0\0\0'));
  const bind = message('B', Buffer.from('\0append\0\0\0\0\0\0\0'));
  const taken = new FrontendMessages().take(Buffer.concat([START, prepare, bind, SYNC, bind, SYNC]));
  const insert = 'insert into "events" values ($1)';
  expect(taken.map(({ sql }) => sql)).toEqual([null, null, insert, null, insert, null]);
});
