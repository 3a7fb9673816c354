import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROOT_PERMISSIONS } from '../../src/resolvers/permissions.ts';
import type { Root } from './support/any-operation.ts';
import { allCoordinates, coordinatesIn } from './support/full-selection.ts';
import { answersOf, keptOf, marksOf } from './support/tenancy/answers.ts';
import { NEVER_REACHED, PROBES } from './support/tenancy/feature-tenancies.ts';
import { foreignInputs, referencePaths, takesKey, withValue } from './support/tenancy/foreign-inputs.ts';
import { CANARY, type Tenant } from './support/tenancy/tenant.ts';
import { onlyB, twoOrganisations } from './support/tenancy/two-organisations.ts';
import { theSchema } from './support/test-api.ts';

const ROOTS = Object.keys(PROBES) as Root[];
const FIELDS = ROOTS.flatMap((root) => Object.keys(PROBES[root]).map((name) => ({ root, name })));
const of = (root: Root) => FIELDS.filter((field) => field.root === root);

let shared: Awaited<ReturnType<typeof twoOrganisations>>;
beforeAll(async () => {
  shared = await twoOrganisations();
});
beforeEach(() => shared.both.announce());

/** Replaces the requested values, in any form in which they are repeated, by the same text. */
const without = (word: string, answers: unknown) => JSON.parse(JSON.stringify(answers).replaceAll(word, '<asked>'));

/** Removes values that differ between runs, and values that concern all workspaces on purpose. */
function steady(answers: unknown): unknown {
  const text = JSON.stringify(answers)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/\b[a-z]{3}_[0-9a-z]{26}\b/g, '<id>')
    .replace(/\bara_[\w-]{8}/g, '<prefix>')
    .replace(/[\w-]{40,}/g, '<random>')
    .replace(/"(leaseCount|uptimeSeconds)__":\d+/g, '"$1__":0');
  return JSON.parse(text);
}

describe('every root field', () => {
  it.each(ROOTS)('of %s has a probe, and every probe has a field', async (root) => {
    const schema = await theSchema();
    const fields = Object.keys((schema.getType(root) as never as { getFields(): object }).getFields());
    expect(Object.keys(PROBES[root]).sort()).toEqual(fields.sort());
    expect(fields.sort()).toEqual(Object.keys(ROOT_PERMISSIONS[root]).sort());
  });
});

describe('data of another organisation', () => {
  it.each(FIELDS)('requested from $root $name looks like unknown data', async ({ root, name }) => {
    const { both, a, b } = shared;
    const meanwhile = () => both.move(a, CANARY);
    const [own] = PROBES[root][name]?.args(b) ?? [{}];
    for (const { path, what, foreign, unknown } of foreignInputs(both.api.schema, root, name, a)) {
      const before = root === 'Subscription' ? [] : keptOf(both, a);
      const ask = (value: string) => answersOf(both, b, [root, name, withValue(own, path, value)], meanwhile);
      const [nothing, hidden] = [await ask(unknown), await ask(foreign)];
      const shown = without(foreign, hidden);
      expect(shown, `${path}: ${what}`).toEqual(without(unknown, nothing));
      expect(marksOf(a, JSON.stringify(shown)), `${path}: ${what}`).toEqual([]);
      if (root !== 'Subscription') expect(keptOf(both, a), `${path}: ${what}`).toEqual(before);
    }
  });

  it.each(FIELDS)('is not in the results of $root $name about own data', async ({ root, name }) => {
    const { both, a, b } = root === 'Mutation' ? await twoOrganisations('ONE') : shared;
    const before = keptOf(both, a);
    for (const args of PROBES[root][name]?.args(b) ?? []) {
      const answers = await answersOf(both, b, [root, name, args], () => both.move(a, CANARY));
      expect(marksOf(a, JSON.stringify(answers))).toEqual([]);
    }
    if (root !== 'Subscription') expect(keptOf(both, a)).toEqual(before);
  });

  it.each(FIELDS.filter(({ root }) => root === 'Mutation'))(
    'is not reached by its idempotency key in $name',
    async ({ name }) => {
      const { both, a, b } = await twoOrganisations('ONE');
      const { schema } = both.api;
      if (!takesKey(schema, 'Mutation', name)) return;
      const [path = ''] = referencePaths(schema, 'Mutation', name).filter((one) => one.endsWith('idempotencyKey'));
      const key = 'a-key-of-both';
      const ask = (who: Tenant) => {
        const [own] = PROBES.Mutation[name]?.args(who) ?? [{}];
        return answersOf(both, who, ['Mutation', name, withValue(own, path, key)], async () => {});
      };
      expect((await ask(a))[0]?.errors).toBeUndefined();
      const before = keptOf(both, a);
      const [answer] = await ask(b);
      const shown = without(key, answer);
      expect(answer?.errors).toBeUndefined();
      expect(JSON.stringify(shown)).not.toContain('IDEMPOTENCY_MISMATCH');
      expect(marksOf(a, JSON.stringify(shown))).toEqual([]);
      expect(keptOf(both, a)).toEqual(before);
    },
  );
});

describe('a change in another organisation', () => {
  it.each(of('Subscription'))('is not sent by $name', async ({ name }) => {
    const { both, a, b } = shared;
    for (const args of PROBES.Subscription[name]?.args(b) ?? []) {
      const still = await answersOf(both, b, ['Subscription', name, args], async () => {});
      const moving = await answersOf(both, b, ['Subscription', name, args], () => both.move(a, CANARY));
      expect(moving).toEqual(still);
    }
  });
});

describe('results about own data', () => {
  it('are the same with and without another organisation, including counts and cursors', async () => {
    const alone = await onlyB();
    const { both, b } = await twoOrganisations();
    for (const { root, name } of of('Query')) {
      const [there, here] = [PROBES[root][name]?.args(alone.b) ?? [], PROBES[root][name]?.args(b) ?? []];
      for (const [at, args] of there.entries()) {
        const never = async () => {};
        const expected = await answersOf(alone.both, alone.b, [root, name, args], never);
        const answers = await answersOf(both, b, [root, name, here[at] ?? {}], never);
        expect(steady(answers), `${name} ${at}`).toEqual(steady(expected));
      }
    }
  });
});

describe('the probes', () => {
  const reached = new Set<string>();

  it.each(FIELDS)('show to A its own data through $root $name', async ({ root, name }) => {
    const { both, a } = root === 'Mutation' ? await twoOrganisations('ONE') : shared;
    const { args, silent } = PROBES[root][name] ?? { args: () => [] };
    for (const each of args(a)) {
      const answers = await answersOf(both, a, [root, name, each], () => both.move(a, CANARY));
      for (const { data, errors } of answers) {
        expect(errors).toBeUndefined();
        coordinatesIn(both.api.schema, Object.values(data ?? {}), reached);
      }
      expect(marksOf(a, JSON.stringify(answers)).length > 0).toBe(silent === undefined);
    }
  });

  it('have reached every field of every type, except those listed with a reason', async () => {
    const missing = allCoordinates(await theSchema()).filter((one) => !reached.has(one));
    expect(missing.sort()).toEqual(Object.keys(NEVER_REACHED).sort());
  });
});
