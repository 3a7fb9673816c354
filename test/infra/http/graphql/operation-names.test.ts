import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { LOCAL_OWNER } from '../../../../src/domain/access/actor.ts';
import { namesOf } from '../../../../src/infra/http/graphql/operation-names.ts';

const ID = `dbt_${'0'.repeat(26)}`;

function names(query: string, variableValues?: Record<string, unknown>) {
  const contextValue = { requestId: 'req_1', actor: LOCAL_OWNER };
  return namesOf({ document: parse(query), variableValues, contextValue } as unknown as Parameters<typeof namesOf>[0]);
}

it('an operation is named with its caller, and by its first field when it has no name', () => {
  const { userId, workspaceId } = LOCAL_OWNER;
  expect(names('query Agents { agents { id } }')).toEqual({
    requestId: 'req_1',
    operation: 'Agents',
    userId,
    workspaceId,
  });
  expect(names('{ agents { id } }')).toMatchObject({ operation: 'agents' });
  expect(names(`query ${'a'.repeat(1_000)} { agents { id } }`).operation).toHaveLength(100);
});

it.each([{ id: ID }, { input: { key: 1, id: ID } }, { first: 3, debateId: ID }])(
  'the debate in %j is named',
  (variables) => {
    expect(names('{ a }', variables).debateId).toBe(ID);
  },
);

it.each([{ id: `${ID}0` }, { id: 'dbt_' }, { input: ID.repeat(2) }, { input: null }, { ids: [ID] }, undefined])(
  'no debate in %j is named',
  (variables) => {
    expect(names('{ a }', variables).debateId).toBeUndefined();
  },
);
