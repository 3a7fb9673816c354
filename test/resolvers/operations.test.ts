import { basename } from 'node:path';
import { getOperationAST, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type DocumentedOperation, documentedOperations } from '../support/documented-operations.ts';
import { happen, meantBy, prepareFor } from './support/operation-setups.ts';
import { type Answer, type TestApi, testApi, theSchema } from './support/test-api.ts';

const FILES = documentedOperations();

interface Operation {
  readonly text: string;
  readonly name: string;
  readonly isSubscription: boolean;
  /** The variables in the file, with placeholders such as `dbt_` for the id of a debate. */
  readonly variables: string;
}

function read({ file, text }: DocumentedOperation): Operation {
  const operation = getOperationAST(parse(text));
  if (!operation?.name) throw new Error(`${file} has not exactly one operation with a name.`);
  const variables = /^# variables: (.*)$/m.exec(text)?.[1] ?? '{}';
  return { text, name: operation.name.value, isSubscription: operation.operation === 'subscription', variables };
}

async function run(api: TestApi, { text, name, isSubscription, variables }: Operation): Promise<Answer<object>> {
  const { actor, placeholders } = await prepareFor(api, name);
  const values = meantBy(variables, placeholders);
  if (!isSubscription) return api.execute(text, values, actor);
  const first = api.subscribe(text, values).next();
  await api.world.clock.settle();
  await happen(api, placeholders);
  return (await first).value ?? {};
}

describe('the documented operations', () => {
  it('exist', () => {
    const files = FILES.map(({ file }) => file);
    expect(files).toContain('debates/start-debate.graphql');
    expect(files).toContain('debates/debate-events.graphql');
  });

  it.each(FILES)('$file has the name of its file', (file) => {
    const { name } = read(file);
    expect(`${name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}.graphql`).toBe(basename(file.file));
  });

  it.each(FILES)('$file describes itself in a comment', (file) => {
    expect(read(file).text).toMatch(/^# (?!variables:)\S.*\.$/m);
  });

  it.each(FILES)('$file is executed without errors, with its variables', async (file) => {
    const { data, errors } = await run(await testApi(), read(file));
    expect(errors).toBeUndefined();
    const [[, result] = []] = Object.entries(data ?? {});
    expect(result ?? null).not.toBeNull();
    expect((result as { userErrors?: unknown[] }).userErrors ?? []).toEqual([]);
  });

  it('cover every root field', async () => {
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
