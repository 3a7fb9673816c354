import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { type InlineFragmentNode, isInterfaceType, isObjectType, Kind, parse, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { RENDERERS } from '../../../src/cli/debate/render/render-event.ts';
import { TurnEvent } from '../../../src/resolvers/debates/events/debate-event.ts';
import { EVENT_MAPPINGS, EVENT_TYPES } from '../../../src/resolvers/debates/events/to-debate-event.ts';
import { theSchema } from '../support/test-api.ts';

const OPERATION = new URL('../../../schema/operations/debates/debate-events.graphql', import.meta.url);
/** Fields of all events. */
const COMMON = ['at', 'cursor', 'debateId', 'seq'];

async function fieldsOf(type: string): Promise<readonly string[]> {
  const found = (await theSchema()).getType(type);
  return isObjectType(found) ? Object.keys(found.getFields()) : [];
}

/** The fields that the documented operation reads of each type of event. */
function readFields(): ReadonlyMap<string, readonly string[]> {
  const read = new Map<string, readonly string[]>();
  const add = ({ typeCondition, selectionSet }: InlineFragmentNode) => {
    const fields = selectionSet.selections.map((one) => (one.kind === Kind.FIELD ? one.name.value : ''));
    if (typeCondition) read.set(typeCondition.name.value, fields);
  };
  visit(parse(readFileSync(OPERATION, 'utf8')), { InlineFragment: add });
  return read;
}

describe.each(Object.entries(EVENT_MAPPINGS))('the event kind %s', (_, { type }) => {
  it('has a GraphQL type with the fields of every event', async () => {
    expect(await fieldsOf(type.name)).toEqual(expect.arrayContaining(COMMON));
  });

  it('is read with all fields by the documented operation', async () => {
    const own = (await fieldsOf(type.name)).filter((field) => !COMMON.includes(field));
    const interfaces = Object.getPrototypeOf(type) === TurnEvent ? ['TurnEvent'] : [];
    const read = [...interfaces, type.name].flatMap((name) => readFields().get(name) ?? []);
    expect(read.toSorted()).toEqual(own.toSorted());
  });

  it('is rendered by the command line', () => {
    expect(Object.keys(RENDERERS)).toContain(type.name);
  });
});

describe('the types of events', () => {
  it('are one for each kind, without others', async () => {
    const schema = await theSchema();
    const event = schema.getType('DebateEvent');
    const types = isInterfaceType(event) ? schema.getImplementations(event).objects.map(({ name }) => name) : [];
    expect(new Set(EVENT_TYPES).size).toBe(Object.keys(EVENT_MAPPINGS).length);
    expect(types.toSorted()).toEqual(EVENT_TYPES.map(({ name }) => name).toSorted());
    expect(Object.keys(RENDERERS).toSorted()).toEqual(types.toSorted());
  });
});
