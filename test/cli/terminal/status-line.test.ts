import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StatusLine } from '../../../src/cli/terminal/status-line.ts';
import { Screen } from '../support/screen.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A screen and the status line on it. */
function aStatus(size: ConstructorParameters<typeof Screen>[0] = {}) {
  const screen = new Screen(size);
  return { screen, status: new StatusLine(screen.stream) };
}

/** The lines without the animated character. */
function still({ lines }: Screen): string[] {
  return lines.map((line) => line.replace(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/, '*'));
}

describe('the status line', () => {
  it('stays below the output, and disappears without a trace', () => {
    const { screen, status } = aStatus();
    status.set('waiting');
    status.write(['one', 'two']);
    vi.advanceTimersByTime(1_000);
    expect(still(screen)).toEqual(['one', 'two', '  * waiting']);
    status.write(['three']);
    expect(still(screen)).toEqual(['one', 'two', 'three', '  * waiting']);
    status.set('');
    vi.advanceTimersByTime(1_000);
    expect(still(screen)).toEqual(['one', 'two', 'three', '']);
  });

  it('shows lines above itself from its next frame on', () => {
    const { screen, status } = aStatus();
    status.write(['one']);
    status.set('waiting');
    status.setOver(['  ann writes', '  bob writes']);
    expect(still(screen)).toEqual(['one', '  * waiting']);
    vi.advanceTimersByTime(100);
    expect(still(screen)).toEqual(['one', '  ann writes', '  bob writes', '  * waiting']);
    status.setOver(['  bob writes more']);
    vi.advanceTimersByTime(100);
    expect(still(screen)).toEqual(['one', '  bob writes more', '  * waiting']);
    status.setOver([]);
    status.write(['bob said it']);
    expect(still(screen)).toEqual(['one', 'bob said it', '  * waiting']);
  });

  it('draws at most once per frame, however much is written', () => {
    const { screen, status } = aStatus();
    status.set('waiting');
    const writes = vi.spyOn(screen, 'write');
    for (let nth = 0; nth < 1_000; nth++) status.setOver([`  ${nth}`]);
    vi.advanceTimersByTime(1_000);
    expect(writes).toHaveBeenCalledTimes(10);
    expect(still(screen)).toEqual(['  999', '  * waiting']);
  });

  it('disappears together with the lines above it', () => {
    const { screen, status } = aStatus();
    status.set('waiting');
    status.setOver(['  ann writes']);
    vi.advanceTimersByTime(100);
    status.set('');
    status.write(['the end']);
    expect(still(screen)).toEqual(['the end', '']);
  });

  it('keeps the output even if a line above it is wider than the terminal', () => {
    const { screen, status } = aStatus({ columns: 20 });
    status.write(['log']);
    status.set('waiting for a long while and more');
    for (const text of ['x'.repeat(50), '字'.repeat(30), '💡'.repeat(25)]) {
      status.setOver([text]);
      vi.advanceTimersByTime(100);
      expect(screen.lines[0]).toBe('log');
      expect(screen.lines).toHaveLength(3);
    }
    status.write(['more']);
    expect(screen.lines.slice(0, 2)).toEqual(['log', 'more']);
  });

  it('never damages the output, for any order of calls', () => {
    const line = fc.string({ unit: fc.constantFrom('a', ' ', '字', '💡'), maxLength: 60, size: 'max' });
    const step = fc.oneof(
      fc.record({ write: fc.array(fc.constantFrom('log', 'entry', ''), { maxLength: 4 }) }),
      fc.record({ over: fc.array(line, { maxLength: 5 }) }),
      fc.record({ set: fc.constantFrom('', 'waiting', 'waiting for them all, one after the other') }),
      fc.record({ pass: fc.integer({ min: 0, max: 400 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { screen, status } = aStatus({ columns: 24, rows: 9 });
        const written: string[] = [];
        for (const next of steps) {
          if ('write' in next) {
            status.write(next.write);
            written.push(...next.write);
          } else if ('over' in next) status.setOver(next.over);
          else if ('set' in next) status.set(next.set);
          else vi.advanceTimersByTime(next.pass);
          expect(screen.lines.slice(0, written.length)).toEqual(written);
          expect(screen.lines.length).toBeLessThanOrEqual(written.length + 6);
        }
        status.set('');
        expect(screen.lines).toEqual([...written, '']);
      }),
      { numRuns: 200 },
    );
  });

  it('does not appear without a terminal', () => {
    const { screen, status } = aStatus({ isTTY: false });
    status.set('waiting');
    status.setOver(['  ann writes']);
    vi.advanceTimersByTime(1_000);
    status.write(['one']);
    expect(screen.lines).toEqual(['one', '']);
  });
});
