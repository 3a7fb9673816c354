import { describe, expect, it } from 'vitest';
import { ServerSentEvents } from '../../../../src/infra/agents/wire/server-sent-events.ts';

function read(text: string, size: number, max = 1_000) {
  const events = new ServerSentEvents(max);
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
  return [...pieces.flatMap((piece) => events.take(piece)), ...events.end()];
}

const STREAM = ': hello\nevent: one\ndata: 1\n\nid: 7\nretry: 3\ndata:2\ndata: 3\n\n\nevent: empty\n\ndata: last';
const EVENTS = [
  { name: 'one', data: '1' },
  { name: '', data: '2\n3' },
  { name: '', data: 'last' },
];

/** The shortest of some times that it takes to read one line in so many tiny packets, in milliseconds. */
function timeOf(packets: number): number {
  const times = [1, 2, 3].map(() => {
    const events = new ServerSentEvents(1e9);
    const start = performance.now();
    for (let sent = 0; sent < packets; sent++) events.take('12345678');
    events.end();
    return performance.now() - start;
  });
  return Math.min(...times);
}

it('one line in tiny packets takes time in proportion to its length', { retry: 3 }, () => {
  // Eight times the packets took 300 times as long when the line was joined for each of them.
  expect(timeOf(65_536) / timeOf(8_192)).toBeLessThan(60);
});

describe.each([1, 2, 5, 1_000])('server-sent events in pieces of %i', (size) => {
  it.each(['\n', '\r\n', '\r'])('end their lines with %j', (end) => {
    expect(read(STREAM.replaceAll('\n', end), size)).toEqual(EVENTS);
  });

  it('have a maximum length, in one line and in many', () => {
    expect(() => read(`data: ${'x'.repeat(2_000)}`, size)).toThrow('TOO_LONG');
    expect(() => read('data: xxxxx\n'.repeat(300), size)).toThrow('TOO_LONG');
  });
});
