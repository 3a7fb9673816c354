import { type ExecutionResult, execute, GraphQLError, parse, subscribe, validate } from 'graphql';
import { clientError } from '../../../../src/resolvers/shared/client-error.ts';
import type { Root } from '../any-operation.ts';
import { fullOperation } from '../full-selection.ts';
import { type Answer, contextOver } from '../test-api.ts';
import { CANARY, idsOf, type Tenant } from './tenant.ts';
import type { TwoOrganisations } from './two-organisations.ts';

/** Causes changes while a subscription is open. */
export type Meanwhile = () => Promise<unknown>;

/** The results when an organisation selects all fields under a root field. For a subscription, all results during the changes. */
export async function answersOf(
  both: TwoOrganisations,
  who: Tenant,
  [root, name, args]: readonly [root: Root, name: string, args: object],
  meanwhile: Meanwhile,
): Promise<readonly Answer<Record<string, unknown>>[]> {
  const { schema, features } = both.api;
  const document = parse(fullOperation(schema, root, name));
  const [mistake] = validate(schema, document);
  if (mistake) throw mistake;
  const contextValue = contextOver(features, { actor: who.owner, address: null }, 'req_1');
  const operation = { schema, document, variableValues: args as Record<string, unknown>, contextValue };
  if (root === 'Subscription') return followed(both, operation, meanwhile);
  const result = Promise.resolve(execute(operation));
  // Cancelling waits for the process that runs the debate.
  return [told(await (name === 'cancelDebate' ? both.world.clock.passing(result) : result))];
}

async function followed(both: TwoOrganisations, operation: Parameters<typeof subscribe>[0], meanwhile: Meanwhile) {
  const source = await subscribe(operation);
  if (!(Symbol.asyncIterator in source)) return [told(source)];
  const came: Answer<Record<string, unknown>>[] = [];
  const reading = (async () => {
    try {
      for await (const result of source) came.push(told(result));
    } catch (error) {
      came.push(told({ errors: [new GraphQLError('It failed.', { originalError: error as Error })] }));
    }
  })();
  await both.world.clock.settle();
  await meanwhile();
  await both.world.clock.advance(2_000);
  void source.return?.(undefined);
  void reading;
  return came;
}

function told({ errors, data }: ExecutionResult): Answer<Record<string, unknown>> {
  const defects: unknown[] = [];
  const formed = errors?.map((error) => clientError(error.toJSON(), error, (defect) => `err_${defects.push(defect)}`));
  if (defects.length > 0) throw defects[0];
  return JSON.parse(JSON.stringify({ data, errors: formed }));
}

/** The data of A in a text: its canary, its ids and its secrets. */
export function marksOf(a: Tenant, text: string): readonly string[] {
  const words = { ...idsOf(a), canary: CANARY, ...a.secrets };
  return Object.entries(words).flatMap(([what, word]) =>
    text.toLowerCase().includes(word.toLowerCase()) ? [what] : [],
  );
}

/** All stored data of A, as one text for each row. */
export function keptOf({ world, access }: TwoOrganisations, { owner }: Tenant): readonly string[] {
  const marks = [owner.workspaceId, owner.organisationId, owner.userId];
  const { tables } = world.database as unknown as { tables: readonly Map<string, unknown>[] };
  const maps = [access.users, access.workspaces, access.sessions, access.apiKeys, access.secondFactors].flatMap(
    (store) => Object.values(store).filter((part) => part instanceof Map || Array.isArray(part)),
  );
  const rows = [...tables, ...maps].flatMap((table, at) => [...table].map((row) => `${at} ${written(row)}`));
  return rows.filter((row) => marks.some((mark) => row.includes(mark)));
}

function written(row: unknown): string {
  return JSON.stringify(row, (_key, value) => (typeof value === 'bigint' ? `${value}` : value));
}
