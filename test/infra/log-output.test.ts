import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LogOutput, type LogSink } from '../../src/infra/log-output.ts';

/** A file, pipe or socket with limited room, which may fail. */
class FakeSink implements LogSink {
  text = '';
  room = Number.POSITIVE_INFINITY;
  fault: string | undefined;
  write(bytes: Uint8Array): number {
    if (this.fault !== undefined) throw Object.assign(new Error('It failed.'), { code: this.fault });
    if (this.room === 0) throw Object.assign(new Error('It is full.'), { code: 'EAGAIN' });
    const taken = bytes.subarray(0, this.room);
    this.room -= taken.length;
    this.text += Buffer.from(taken).toString();
    return taken.length;
  }
}

const outputTo = (sink: LogSink) => new LogOutput(sink, (count) => `${count} lost\n`);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a line is written at once', () => {
  const sink = new FakeSink();
  outputTo(sink).write('one\n');
  expect(sink.text).toBe('one\n');
});

it.each(['ENOSPC', 'EPIPE', 'EIO'])(
  'lines that fail with %s are dropped, and their number is written once the output works again',
  (fault) => {
    const sink = new FakeSink();
    const output = outputTo(sink);
    sink.fault = fault;
    for (const line of ['one\n', 'two\n']) output.write(line);
    sink.fault = undefined;
    output.write('three\n');
    expect(sink.text).toBe('three\n2 lost\n');
  },
);

it('a slow reader gets every line later, in order', () => {
  const sink = new FakeSink();
  const output = outputTo(sink);
  sink.room = 6;
  for (const line of ['one\n', 'two\n', 'three\n']) output.write(line);
  expect(sink.text).toBe('one\ntw');
  sink.room = Number.POSITIVE_INFINITY;
  vi.advanceTimersByTime(1_000);
  expect(sink.text).toBe('one\ntwo\nthree\n');
});

it('at most 1 MiB is kept for a reader that does not read', () => {
  const sink = new FakeSink();
  const output = outputTo(sink);
  sink.room = 0;
  const line = `${'x'.repeat(1023)}\n`;
  for (let nth = 0; nth < 3_000; nth++) output.write(line);
  sink.room = Number.POSITIVE_INFINITY;
  vi.advanceTimersByTime(1_000);
  expect(sink.text.length).toBe(1024 * 1024 + '1976 lost\n'.length);
  expect(sink.text.endsWith('\n1976 lost\n')).toBe(true);
});

it('lines are counted by the reason for which they were dropped', () => {
  const sink = new FakeSink();
  const output = outputTo(sink);
  expect(output.dropped).toEqual({ SLOW_READER: 0, WRITE_FAILED: 0 });
  sink.fault = 'ENOSPC';
  for (const line of ['one\n', 'two\n']) output.write(line);
  sink.fault = undefined;
  sink.room = 0;
  output.write('three\n');
  output.write('x'.repeat(1024 * 1024));
  expect(output.dropped).toEqual({ SLOW_READER: 1, WRITE_FAILED: 2 });
});

it('a line after a part of another one begins on a line of its own', () => {
  const sink = new FakeSink();
  const output = outputTo(sink);
  sink.room = 6;
  output.write('one\n');
  output.write('two\n');
  sink.room = Number.POSITIVE_INFINITY;
  sink.fault = 'ENOSPC';
  vi.advanceTimersByTime(1_000);
  sink.fault = undefined;
  output.write('three\n');
  expect(sink.text).toBe('one\ntw\nthree\n1 lost\n');
});

it('what waits for a slow reader is written at the end, as far as there is room', () => {
  const sink = new FakeSink();
  const output = outputTo(sink);
  sink.room = 0;
  for (const line of ['one\n', 'two\n']) output.write(line);
  sink.room = 6;
  output.end();
  expect(sink.text).toBe('one\ntw');
});
