import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, type LoggedEvent, verifyChain } from '../../../src/domain/events/event.ts';
import { type Json, storable } from '../../../src/domain/shared/json.ts';
import { aChain, anEvent } from '../../support/builders.ts';

const payloads = fc.array(fc.jsonValue({ maxDepth: 3 }).map(storable), { minLength: 1, maxLength: 6 });
const chainOf = (values: readonly Json[]) => aChain(values.map((value) => anEvent(value)));

/** The chain with one event changed. */
function tampered(chain: readonly LoggedEvent[], seq: number, change: Partial<LoggedEvent>): LoggedEvent[] {
  return chain.map((event) => (event.seq === seq ? { ...event, ...change } : event));
}

describe('an untouched chain', () => {
  it('is valid for any payloads', () => {
    fc.assert(
      fc.property(payloads, (values) => {
        expect(verifyChain(chainOf(values))).toEqual({ intact: true, erased: [] });
      }),
    );
  });

  it('is valid when it is empty', () => {
    expect(verifyChain([])).toEqual({ intact: true, erased: [] });
  });

  it('is valid when the keys of a payload are in another order', () => {
    const chain = aChain([anEvent({ a: 1, b: { c: 2, d: 3 } }), anEvent({})]);
    expect(verifyChain(tampered(chain, 1, { data: { b: { d: 3, c: 2 }, a: 1 } }))).toEqual({
      intact: true,
      erased: [],
    });
  });
});

describe('a changed chain', () => {
  const chain = aChain([anEvent({ n: 1 }), anEvent({ n: 2 }), anEvent({ n: 3 })]);

  it.each<[string, Partial<LoggedEvent>]>([
    ['payload', { data: { n: 2.5 } }],
    ['salt', { salt: 'f'.repeat(32) }],
    ['digest', { digest: 'a'.repeat(64) }],
    ['hash', { hash: 'a'.repeat(64) }],
    ['kind', { kind: 'thing.happene' }],
    ['time', { at: new Date('2026-01-01T00:00:01.001Z') }],
    ['workspace', { workspaceId: 'wsp_2' }],
    ['stream', { stream: 'dbt_2' }],
    ['place', { seq: 9 }],
    ['payload and matching digest', { data: { n: 9 }, salt: 'ab', digest: digestOf('ab', { n: 9 }) }],
    ['payload and erased salt', { data: { n: 9 }, salt: null }],
    ['removed payload with its salt left', { data: null }],
  ])('reports the first event with a changed %s', (_, change) => {
    const firstBroken = change.seq ?? 2;
    expect(verifyChain(tampered(chain, 2, change))).toMatchObject({ intact: false, firstBroken });
  });

  it('is detected for any change of any payload', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), fc.jsonValue().map(storable), (values, nth, other) => {
        const events = chainOf(values);
        const seq = (nth % events.length) + 1;
        fc.pre(JSON.stringify(events[seq - 1]?.data) !== JSON.stringify(other));
        fc.pre(digestOf('', events[seq - 1]?.data ?? null) !== digestOf('', other));
        expect(verifyChain(tampered(events, seq, { data: other }))).toMatchObject({ intact: false, firstBroken: seq });
      }),
    );
  });

  it('reports the event after a removed one', () => {
    expect(verifyChain(chain.filter((event) => event.seq !== 2))).toMatchObject({ intact: false, firstBroken: 3 });
    expect(verifyChain(chain.slice(1))).toMatchObject({ intact: false, firstBroken: 2 });
  });

  it('reports the first of two exchanged events', () => {
    const [one, two, three] = chain as [LoggedEvent, LoggedEvent, LoggedEvent];
    expect(verifyChain([one, three, two])).toMatchObject({ intact: false, firstBroken: 3 });
    const swapped = [one, { ...three, seq: 2 }, { ...two, seq: 3 }];
    expect(verifyChain(swapped)).toMatchObject({ intact: false, firstBroken: 2 });
  });
});

describe('an erased payload', () => {
  it('is reported, and the chain is valid', () => {
    fc.assert(
      fc.property(payloads, fc.infiniteStream(fc.boolean()), (values, coins) => {
        const erase = values.map(() => coins.next().value === true);
        const events = chainOf(values).map((event, at) => (erase[at] ? { ...event, data: null, salt: null } : event));
        const erased = erase.flatMap((isErased, at) => (isErased ? [at + 1] : []));
        expect(verifyChain(events)).toEqual({ intact: true, erased });
      }),
    );
  });

  it('cannot be guessed from its digest: the same payload has a different digest each time', () => {
    const [one, two] = aChain([anEvent({ vote: 'x' }), anEvent({ vote: 'x' })]);
    expect(one?.digest).not.toBe(two?.digest);
  });
});
