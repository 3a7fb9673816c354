import { describe, expect, it } from 'vitest';
import { derivedIds } from '../../../src/domain/shared/derived-ids.ts';

const SINCE = new Date('2026-01-01T00:00:00.000Z');

describe('derived ids', () => {
  it('are the same for the same seed and time, and have the usual form', () => {
    const [one, other] = [derivedIds('seed', SINCE), derivedIds('seed', SINCE)];
    const ids = [one.next('thg'), one.next('thg'), one.next('els')];
    expect([other.next('thg'), other.next('thg'), other.next('els')]).toEqual(ids);
    expect(new Set(ids.map((id) => id.slice(4))).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/);
  });

  it('are different for another seed', () => {
    expect(derivedIds('seed', SINCE).next('thg')).not.toBe(derivedIds('other', SINCE).next('thg'));
  });

  it('sort by time, to the millisecond', () => {
    const at = (ms: number) => derivedIds('seed', new Date(SINCE.getTime() + ms)).next('thg');
    const ids = [0, 1, 31, 32, 1_000, 86_400_000].map(at);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('begin with the time like a ULID', () => {
    expect(derivedIds('seed', new Date(1_469_918_176_385)).next('thg').slice(4, 14)).toBe('01aryz6s41');
  });
});
