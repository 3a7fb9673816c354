import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type LoggedEvent, verifyChain } from '../../../../src/domain/events/event.ts';
import { storable } from '../../../../src/domain/shared/json.ts';
import { anEvent } from '../../../support/builders.ts';
import type { MakeStores, Stores } from '../../../support/services/stores.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };
const OTHER_STREAM = { workspaceId: 'wsp_1', stream: 'dbt_2' };
const OTHER_WORKSPACE = { workspaceId: 'wsp_2', stream: 'dbt_1' };

/** The tests that every `EventLog` passes. */
export function describeEventLog(name: string, make: MakeStores): void {
  describe(`the event log in ${name}`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
    });
    const whole = (ref = REF) => stores.log.read(ref, 0, 10_000);
    const kinds = (events: readonly LoggedEvent[]) => events.map((event) => event.kind);

    it('numbers the events of a stream from 1 and returns them as they were appended', async () => {
      const first = await stores.log.append(REF, [anEvent({ n: 1 }, 'a'), anEvent({ n: 2 }, 'b')]);
      const second = await stores.log.append(REF, [anEvent({ n: 3 }, 'c')]);
      const all = await whole();
      expect(all).toEqual([...first, ...second]);
      expect(all.map(({ seq, kind, data }) => ({ seq, kind, data }))).toEqual([
        { seq: 1, kind: 'a', data: { n: 1 } },
        { seq: 2, kind: 'b', data: { n: 2 } },
        { seq: 3, kind: 'c', data: { n: 3 } },
      ]);
      expect(verifyChain(all)).toEqual({ intact: true, erased: [] });
    });

    it('reads a part, and the last event', async () => {
      const events = await stores.log.append(
        REF,
        ['a', 'b', 'c', 'd', 'e'].map((kind) => anEvent({}, kind)),
      );
      expect(kinds(await stores.log.read(REF, 1, 2))).toEqual(['b', 'c']);
      expect(kinds(await stores.log.read(REF, 4, 2))).toEqual(['e']);
      expect(await stores.log.read(REF, 5, 2)).toEqual([]);
      expect(await stores.log.last(REF)).toEqual(events.at(-1));
    });

    it('returns the hashes of a whole stream, erased or not', async () => {
      await stores.log.append(REF, [anEvent({ n: 1 }), anEvent({ n: 2 })]);
      await stores.log.append(OTHER_STREAM, [anEvent()]);
      await stores.log.erase(REF);
      await stores.log.append(REF, [anEvent({ n: 3 })]);
      expect(await stores.log.hashes(REF)).toEqual((await whole()).map(({ hash }) => hash));
      expect(await stores.log.hashes({ ...REF, stream: 'dbt_9' })).toEqual([]);
    });

    it('is empty for an unknown stream', async () => {
      expect(await whole()).toEqual([]);
      expect(await stores.log.last(REF)).toBeUndefined();
      await stores.log.erase(REF);
      expect(await stores.log.append(REF, [])).toEqual([]);
      expect(await stores.log.last(REF)).toBeUndefined();
    });

    it('keeps streams and workspaces separate', async () => {
      const refs = [REF, OTHER_STREAM, OTHER_WORKSPACE];
      for (const [at, ref] of refs.entries()) await stores.log.append(ref, [anEvent({}, `kind-${at}`)]);
      for (const [at, ref] of refs.entries()) {
        expect(await whole(ref)).toEqual([expect.objectContaining({ ...ref, seq: 1, kind: `kind-${at}` })]);
      }
    });

    it('accepts many events at once', async () => {
      const news = Array.from({ length: 2_300 }, (_, n) => anEvent({ n }));
      await stores.log.append(REF, news);
      const all = await whole();
      expect(all.map((event) => event.data)).toEqual(news.map((event) => event.data));
      expect(verifyChain(all)).toEqual({ intact: true, erased: [] });
    });

    it('continues after the last stored event when an append was rolled back', async () => {
      await stores.log.append(REF, [anEvent({ n: 1 })]);
      const failing = stores.atomically(async () => {
        await stores.log.append(REF, [anEvent({ n: 'undone' })]);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await stores.log.append(REF, [anEvent({ n: 2 })]);
      const all = await whole();
      expect(all.map(({ seq, data }) => ({ seq, data }))).toEqual([
        { seq: 1, data: { n: 1 } },
        { seq: 2, data: { n: 2 } },
      ]);
      expect(verifyChain(all)).toEqual({ intact: true, erased: [] });
    });

    it('returns the most difficult JSON values unchanged, so that the chain stays valid', async () => {
      await stores.log.append(
        REF,
        AWKWARD.map((data) => anEvent(storable(data))),
      );
      expect((await whole()).map((event) => event.data)).toEqual(AWKWARD.map(storable));
      expect(verifyChain(await whole())).toEqual({ intact: true, erased: [] });
    });

    it('returns every JSON object unchanged, so that the chain stays valid', async () => {
      const objects = fc.array(jsonObject, { minLength: 1, maxLength: 12 });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(objects, async (payloads) => {
          const ref = { ...REF, stream: `dbt_run_${++run}` };
          await stores.log.append(
            ref,
            payloads.map((data) => anEvent(data)),
          );
          const all = await whole(ref);
          expect(all.map((event) => event.data)).toEqual(payloads);
          expect(verifyChain(all)).toEqual({ intact: true, erased: [] });
        }),
        { numRuns: 40 },
      );
    });

    it('erases the payloads of a stream, keeps its events and continues after them', async () => {
      const before = await stores.log.append(REF, [anEvent({ secret: 1 }), anEvent({ secret: 2 })]);
      await stores.log.append(OTHER_STREAM, [anEvent({ other: 1 })]);
      await stores.log.append(OTHER_WORKSPACE, [anEvent({ other: 2 })]);
      await stores.log.erase(REF);
      expect(await whole()).toEqual(before.map((event) => ({ ...event, data: null, salt: null })));
      await stores.log.append(REF, [anEvent({ after: true })]);
      expect(verifyChain(await whole())).toEqual({ intact: true, erased: [1, 2] });
      expect((await whole(OTHER_STREAM))[0]?.data).toEqual({ other: 1 });
      expect((await whole(OTHER_WORKSPACE))[0]?.data).toEqual({ other: 2 });
    });

    it('has no gap and no duplicate after concurrent appends: late writers fail and leave nothing', async () => {
      const write = (writer: number) =>
        stores.atomically(() => stores.log.append(REF, [anEvent({ writer, n: 1 }), anEvent({ writer, n: 2 })]));
      const results = await Promise.allSettled(Array.from({ length: 8 }, (_, writer) => write(writer)));
      const succeeded = results.flatMap((result, writer) => (result.status === 'fulfilled' ? [writer] : []));
      const all = await whole();
      expect(succeeded.length).toBeGreaterThan(0);
      expect(verifyChain(all)).toEqual({ intact: true, erased: [] });
      const written = all.map((event) => event.data as { writer: number; n: number });
      expect(written.map(({ n }) => n)).toEqual(succeeded.flatMap(() => [1, 2]));
      expect(new Set(written.map(({ writer }) => writer))).toEqual(new Set(succeeded));
    });
  });
}

/** JSON objects as the domain uses them for payloads. */
const jsonObject = fc
  .dictionary(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.oneof(
      fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
    ),
    { maxKeys: 6 },
  )
  .map(storable);

const AWKWARD: readonly unknown[] = [
  ...['12', 'text', '"quoted"', 'null', null, true, 7, [], [1, 'a']],
  {},
  { '': '', ' ': ' ', '\n': '\t\u0001\u007F' },
  { numbers: [0, -0, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 2 ** 53, -1.5e-10] },
  { text: '💡 漢字 e\u0301 é \u2028 \uFEFF', 'clé💥': 'naïve', cut: '\uD83D', nul: 'a\0b' },
  { a: { b: { c: [{ d: [[[]]] }, null, true, false] } }, list: [[], {}, [null]] },
  { b: 1, a: 2, B: 3, A: 4, aa: 5, '10': 6, '9': 7 },
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1, "toString": "x"}'),
  { looksLikeJson: '{"a":1}', looksLikeDate: '2026-01-01T00:00:00.000Z', looksLikeNumber: '12', $in: [1], $gt: 2 },
];
