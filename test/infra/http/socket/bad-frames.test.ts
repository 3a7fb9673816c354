import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSE_CODES } from '../../../../src/infra/http/socket/close-codes.ts';
import { upgradeHead } from '../support/bare-connection.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

const TEXT = 0x81;
const CLOSE = 0x88;

/** A frame as a client sends it: masked, here with zeros. */
function frame(head: number, payload: Buffer | string = '', { isMasked = true } = {}): Buffer {
  const body = Buffer.from(payload);
  const length = body.length < 126 ? [body.length] : [126, body.length >> 8, body.length & 255];
  const [first = 0, ...rest] = length;
  return Buffer.concat([
    Buffer.from([head, first | (isMasked ? 0x80 : 0), ...rest]),
    Buffer.alloc(isMasked ? 4 : 0),
    body,
  ]);
}

/** The close code that the server sends after these frames; undefined when it only ends the connection. */
function closeCodeAfter(frames: Buffer): Promise<number | undefined> {
  const { hostname, port } = new URL(server.wsUrl);
  const socket = connect(Number(port), hostname);
  let received = Buffer.alloc(0);
  socket
    .on('error', () => {})
    .on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
    });
  socket.write(upgradeHead(server.wsUrl, { 'Sec-WebSocket-Protocol': 'graphql-transport-ws' }));
  socket.once('data', () => socket.write(frames));
  return new Promise((resolve) => {
    socket.once('close', () => {
      const body = received.subarray(received.indexOf('\r\n\r\n') + 4);
      const at = body.lastIndexOf(CLOSE);
      resolve(at < 0 ? undefined : body.readUInt16BE(at + 2));
    });
  });
}

describe('a client that does not speak WebSocket', () => {
  it.each([
    ['a frame without a mask', frame(TEXT, '{}', { isMasked: false }), 'PROTOCOL_ERROR'],
    ['a reserved bit', frame(TEXT | 0x40, '{}'), 'PROTOCOL_ERROR'],
    ['an unknown kind of frame', frame(0x83, '{}'), 'PROTOCOL_ERROR'],
    ['the rest of no message', frame(0x80, '{}'), 'PROTOCOL_ERROR'],
    ['a ping in parts', frame(0x09, ''), 'PROTOCOL_ERROR'],
    ['a long ping', frame(0x89, 'x'.repeat(126)), 'PROTOCOL_ERROR'],
    ['a close code that there is not', frame(CLOSE, Buffer.from([0x03, 0xe7])), 'PROTOCOL_ERROR'],
    ['a text that is not UTF-8', frame(TEXT, Buffer.from([0xff])), 'INVALID_TEXT'],
    ['a text with half a surrogate pair', frame(TEXT, Buffer.from([0xed, 0xa0, 0x80])), 'INVALID_TEXT'],
    ['a message in 20,000 frames', manyFrames(20_000), 'TOO_MANY_FRAMES'],
    ['bytes that are not JSON', frame(0x82, Buffer.from([0xff, 0x00])), 'INVALID_MESSAGE'],
    ['a text that is not JSON', frame(TEXT, 'hello'), 'INVALID_MESSAGE'],
    ['a list', frame(TEXT, '[{"type":"connection_init"}]'), 'INVALID_MESSAGE'],
    ['an unknown type of message', frame(TEXT, '{"type":"hello"}'), 'INVALID_MESSAGE'],
    [
      'an operation before the greeting',
      frame(TEXT, '{"type":"subscribe","id":"1","payload":{"query":"{a}"}}'),
      'UNAUTHENTICATED',
    ],
  ] as const)('is closed with a documented code: %s', async (_, frames, name) => {
    expect(await closeCodeAfter(frames)).toBe(CLOSE_CODES[name].code);
  });
});

function manyFrames(count: number): Buffer {
  return Buffer.concat([
    frame(0x01, 'x'),
    ...Array.from({ length: count - 2 }, () => frame(0x00, 'x')),
    frame(0x80, 'x'),
  ]);
}
