import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/domain/shared/errors.ts';
import { checkWindow, type UsageWindow } from '../../../src/domain/usage/window.ts';

const NOW = new Date('2026-03-01T23:59:59.999Z');

function refusalOf(window: UsageWindow): string {
  try {
    return JSON.stringify(checkWindow(window, NOW));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [problem] = error.details;
    return `${problem?.field.join('.')} ${problem?.message}`;
  }
}

describe('the window of usage', () => {
  it.each<[UsageWindow, string, string]>([
    [{ lastDays: 1 }, '2026-03-01', '2026-03-01'],
    [{ lastDays: 2 }, '2026-02-28', '2026-03-01'],
    [{ lastDays: 366 }, '2025-03-01', '2026-03-01'],
    [{ days: { from: '2026-02-01' } }, '2026-02-01', '2026-03-01'],
    [{ days: { from: '2026-02-01', to: '2026-02-01' } }, '2026-02-01', '2026-02-01'],
    [{ days: { from: '2024-01-01', to: '2024-12-31' } }, '2024-01-01', '2024-12-31'],
    [{ days: { from: '2026-02-01', to: '2026-12-31' }, lastDays: null }, '2026-02-01', '2026-12-31'],
  ])('%j is from %s to %s, both included', (window, from, to) => {
    expect(checkWindow(window, NOW)).toEqual({ from, to });
  });

  it.each<[UsageWindow, string, string]>([
    [{}, 'window.days', 'or lastDays'],
    [{ lastDays: 0 }, 'window.lastDays', 'from 1 to 366 instead of 0'],
    [{ lastDays: 367 }, 'window.lastDays', 'instead of 367'],
    [{ lastDays: 1.5 }, 'window.lastDays', 'a whole number'],
    [{ lastDays: 3, days: { from: '2026-01-01' } }, 'window.lastDays', 'either lastDays or days'],
    [{ days: { from: '2026-02-30' } }, 'window.days.from', 'a day such as 2026-01-31'],
    [{ days: { from: '2026-2-3' } }, 'window.days.from', 'a day such as'],
    [{ days: { from: '2026-02-01', to: 'yesterday' } }, 'window.days.to', 'a day such as'],
    [
      { days: { from: '2026-02-02', to: '2026-02-01' } },
      'window.days.from',
      'after the last day, 2026-02-01. Exchange them',
    ],
    [{ days: { from: '2025-01-01', to: '2026-01-02' } }, 'window.days.from', 'these are 367 days'],
  ])('%j is refused with a hint', (window, field, what) => {
    expect(refusalOf(window)).toMatch(new RegExp(`^${field} `));
    expect(refusalOf(window)).toContain(what);
  });
});
