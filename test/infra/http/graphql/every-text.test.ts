import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../../../src/app/config.ts';
import { localToken } from '../../../../src/app/features/access/own-token.ts';
import { ROOT_PERMISSIONS } from '../../../../src/resolvers/permissions.ts';
import { operationOf, type Root } from '../../../resolvers/support/any-operation.ts';
import { aServer } from '../support/a-server.ts';
import { send } from '../support/requests.ts';

const SCHEMA = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const FIELDS = (['Query', 'Mutation'] as const).flatMap((root) =>
  Object.keys(ROOT_PERMISSIONS[root]).map((name): readonly [Root, string] => [root, name]),
);
const TEXT = '"x"';
/** As GraphQL writes them: a NUL, half of a surrogate pair, and both. */
const ODD = ['"x\\u0000y"', '"x\\uD800y"', '"\\uDC00\\u0000"'];
const FAILURE = /UNAVAILABLE|INTERNAL_SERVER_ERROR/;

let server: Awaited<ReturnType<typeof aServer>>;
/** The owner of the machine needs no fresh proof. */
let authorization: string;

beforeAll(async () => {
  server = await aServer();
  const config = readConfig({ ARAGORA_DATA_DIR: server.dataDir });
  authorization = `Bearer ${await localToken(config, 'owner', 600_000)}`;
});
afterAll(() => server.stop());

/** The operation once for each of its texts, with the odd text in its place. */
function variantsOf(operation: string, odd: string): readonly string[] {
  const parts = operation.split(TEXT);
  const joined = (nth: number) => parts.reduce((text, part, at) => `${text}${at === nth ? odd : TEXT}${part}`);
  return parts.slice(1).map((_, before) => joined(before + 1));
}

it.each(FIELDS)('%s.%s takes no odd text for a failure of the server', async (root, name) => {
  const operation = operationOf(SCHEMA, root, name);
  const headers = { authorization, 'content-type': 'application/json' };
  for (const query of ODD.flatMap((odd) => variantsOf(operation, odd))) {
    const body = JSON.stringify({ query });
    const { status, text } = await send(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(text).not.toMatch(FAILURE);
    expect(status).toBeLessThan(500);
  }
});
