import { basename } from 'node:path';
import { getOperationAST, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { eventCursor } from '../../src/domain/events/cursor.ts';
import { type DocumentedOperation, documentedOperations } from '../support/documented-operations.ts';
import { somePeople } from './support/people.ts';
import { type Answer, type TestApi, testApi, theSchema } from './support/test-api.ts';

const FILES = documentedOperations();

interface Operation {
  readonly text: string;
  readonly name: string;
  readonly isSubscription: boolean;
  /** The variables the file shows, with placeholders such as `dbt_` for the id of a debate and `cursor` for one of its events. */
  readonly variables: string;
}

function read({ file, text }: DocumentedOperation): Operation {
  const operation = getOperationAST(parse(text));
  if (!operation?.name) throw new Error(`${file} has not exactly one operation with a name.`);
  const variables = /^# variables: (.*)$/m.exec(text)?.[1] ?? '{}';
  return { text, name: operation.name.value, isSubscription: operation.operation === 'subscription', variables };
}

async function run(
  api: TestApi,
  { text, name, isSubscription, variables }: Operation,
  id: string,
): Promise<Answer<object>> {
  const shown = variables.replaceAll('"dbt_"', `"${id}"`).replaceAll('"cursor"', `"${eventCursor(id, FIRST_TURN)}"`);
  const { actor: signedIn, placeholders } = await somePeople(api, name);
  const meant = Object.entries(placeholders).reduce((all, [sign, id]) => all.replaceAll(`"${sign}"`, `"${id}"`), shown);
  const values = JSON.parse(meant) as object;
  if (!isSubscription) return api.execute(text, values, signedIn);
  const first = api.subscribe(text, values).next();
  await api.world.clock.settle();
  await api.world.start();
  const { channel, actor } = api.world;
  const said = { participantId: 'ann', kind: 'PROPOSAL', round: 0, attempt: 1, offset: 0, text: 'I hold' };
  channel.send({ workspaceId: actor.workspaceId, stream: id }, said);
  return (await first).value ?? {};
}

/** They are about a debate in which something was said, or that has ended. */
const NEED_A_DEBATE = ['DeleteDebate', 'ForkDebate', 'Receipt', 'RecordGroundTruth'];
/** After the start of the debate, of its run and of its first phase. */
const FIRST_TURN = 4;

describe('the documented operations', () => {
  it('are there', () => {
    const files = FILES.map(({ file }) => file);
    expect(files).toContain('debates/start-debate.graphql');
    expect(files).toContain('debates/debate-events.graphql');
  });

  it.each(FILES)('$file bears the name of its file', (file) => {
    const { name } = read(file);
    expect(`${name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}.graphql`).toBe(basename(file.file));
  });

  it.each(FILES)('$file says in a comment what it does', (file) => {
    expect(read(file).text).toMatch(/^# (?!variables:)\S.*\.$/m);
  });

  it.each(FILES)('$file is executed without a mistake, with the variables it shows', async (file) => {
    const operation = read(file);
    const api = await testApi();
    const { id } = NEED_A_DEBATE.includes(operation.name) ? await api.world.debate() : await api.world.start();
    const { data, errors } = await run(api, operation, id);
    expect(errors).toBeUndefined();
    const [[, result] = []] = Object.entries(data ?? {});
    expect(result ?? null).not.toBeNull();
    expect((result as { userErrors?: unknown[] }).userErrors ?? []).toEqual([]);
  });

  it('reach every root field', async () => {
    const schema = await theSchema();
    const documented = new Set(
      FILES.flatMap((file) => {
        const document = parse(read(file).text);
        expect(validate(schema, document)).toEqual([]);
        const selections = getOperationAST(document)?.selectionSet.selections ?? [];
        return selections.map((selection) => (selection.kind === 'Field' ? selection.name.value : ''));
      }),
    );
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}));
    expect(fields.filter((field) => !documented.has(field))).toEqual([]);
  });
});
