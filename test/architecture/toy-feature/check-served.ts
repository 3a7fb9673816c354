// Runs in the copy: starts a server of its own on the embedded database and uses the toy feature through every door.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { serveTemporarily } = await import(pathToFileURL(join(process.cwd(), 'src/app/app.ts')).href);
const server = await serveTemporarily();
const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };

/** As the queries below select it. */
type Answer = Record<'addToy' | 'toys' | 'node' | 'health', Fields>;
type Fields = Record<'toy' | 'userErrors' | 'checks', unknown> & { readonly id: string };

async function ask(query: string, variables: object = {}) {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
  const { data, errors } = (await response.json()) as { data: Answer; errors?: unknown };
  assert.equal(errors, undefined);
  return data;
}

const ADD = 'mutation ($input: AddToyInput!) { addToy(input: $input) { toy { id name } userErrors { code } } }';
try {
  const input = { name: 'a ball', idempotencyKey: 'one' };
  const { addToy: first } = await ask(ADD, { input });
  const { addToy: again } = await ask(ADD, { input });
  assert.deepEqual(again, first);
  const { id } = first.toy as Fields;
  assert.deepEqual(await ask('{ toys { id name } }'), { toys: [{ id, name: 'a ball' }] });
  assert.deepEqual(await ask('query ($id: ID!) { node(id: $id) { id } }', { id }), { node: { id } });
  await ask(ADD, { input: { name: 'a kite' } });
  assert.deepEqual((await ask(ADD, { input: { name: 'a third' } })).addToy.userErrors, [{ code: 'QUOTA_EXCEEDED' }]);
  const rest = (await (await fetch(`${server.url}/api/toys`, { headers })).json()) as { toys: unknown[] };
  assert.equal(rest.toys.length, 2);
  assert.equal((await fetch(`${server.url}/api/toys`)).status, 401);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  assert.match(metrics, /^aragora_toys_total 2$/m);
  assert.match(metrics, /^aragora_toys_seen 0$/m);
  assert.match(metrics, /^aragora_reactor_lag_seconds\{reactor="toys"\} 0$/m);
  const { health } = await ask('{ health { checks { name } } }');
  assert.ok((health.checks as { name: string }[]).some(({ name }) => name === 'toys'));
} finally {
  await server.stop();
}
console.log('served');
process.exit(0);
