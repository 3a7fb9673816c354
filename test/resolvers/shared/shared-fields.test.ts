import { createSourceEventStream, execute, type GraphQLSchema, parse } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedFieldsOf } from '../../../src/app/compose-server.ts';
import { loadFeatures } from '../../../src/app/features/features.ts';
import { type Actor, LOCAL_OWNER, scopeOf } from '../../../src/domain/access/actor.ts';
import type { Followed } from '../../../src/domain/events/shared-stream.ts';
import { coordinatesIn, coordinatesUnder, fullOperation } from '../support/full-selection.ts';
import { PROBES } from '../support/tenancy/feature-tenancies.ts';
import type { Tenant } from '../support/tenancy/tenant.ts';
import { onlyB, type TwoOrganisations } from '../support/tenancy/two-organisations.ts';
import { contextOver } from '../support/test-api.ts';

/** An actor that differs in every property. */
const OTHER: Actor = {
  ...{ userId: 'usr_2', organisationId: 'org_2', workspaceId: 'wsp_2', roles: ['viewer'] },
  ...{ permissions: new Set(['debates.read']), withheld: new Set(['audit.read']), credential: 'API_KEY' },
  ...{ sessionId: 'ses_2', apiKeyId: 'key_2', impersonatorId: 'usr_3', address: '192.0.2.2' },
};
const PROPERTIES = Object.keys(OTHER) as (keyof Actor)[];
const FIRST = scopeOf(LOCAL_OWNER);
/** The properties in which actors of one scope can differ. */
const THEIR_OWN = PROPERTIES.filter((name) => scopeOf(changed(name)).key === FIRST.key);

function changed(name: keyof Actor): Actor {
  return { ...LOCAL_OWNER, [name]: OTHER[name] };
}

/** An actor of a shared execution, which records the reads of its own properties. */
function aWitness(actor: Actor) {
  const read = new Set<string>();
  const watched = new Proxy(actor, {
    get: (target, name) => {
      if (THEIR_OWN.some((own) => own === name)) read.add(`actor.${String(name)}`);
      return Reflect.get(target, name);
    },
  });
  const caller = {
    actor: watched,
    get address() {
      read.add('address');
      return null;
    },
  };
  return { caller, read };
}

let both: TwoOrganisations;
let tenant: Tenant;
let schema: GraphQLSchema;
beforeAll(async () => {
  const alone = await onlyB();
  [both, tenant, schema] = [alone.both, alone.b, alone.both.api.schema];
});

const SHARED_FIELDS = [...sharedFieldsOf(await loadFeatures())];

describe('an execution shared by a scope', () => {
  it.each(PROPERTIES)('has no individual %s', (name) => {
    const { key, actor } = scopeOf(changed(name));
    if (THEIR_OWN.includes(name)) expect(actor).toEqual(FIRST.actor);
    else expect([key, actor[name]]).not.toEqual([FIRST.key, FIRST.actor[name]]);
  });

  it.each(SHARED_FIELDS)('reads no property that can differ: %s with all fields under it', async (name) => {
    const document = parse(fullOperation(schema, 'Subscription', name));
    const { caller, read } = aWitness(tenant.owner);
    const reached = new Set<string>();
    for (const args of PROBES.Subscription[name]?.args(tenant) ?? []) {
      const operation = { schema, document, variableValues: args as Record<string, unknown> };
      const owner = { actor: tenant.owner, address: null };
      const source = await createSourceEventStream({
        ...operation,
        contextValue: contextOver(both.api.features, owner, 'req_1'),
      });
      for (const event of await (source as Followed<unknown>).shared.read(0, 1_000)) {
        const contextValue = contextOver(both.api.features, caller, 'req_2');
        const { data, errors } = await execute({ ...operation, rootValue: event.value(), contextValue });
        expect(errors).toBeUndefined();
        coordinatesIn(schema, Object.values(data ?? {}), reached);
      }
    }
    expect([...read]).toEqual([]);
    expect(coordinatesUnder(schema, 'Subscription', name).filter((one) => !reached.has(one))).toEqual([]);
  });
});
