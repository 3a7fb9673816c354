import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { DeleteDebateDocument } from '../../../src/cli/generated/graphql.ts';
import { openEmbedded } from '../../../src/infra/postgres/open.ts';
import { startDebate } from '../../e2e/support/debates.ts';
import { aServer } from '../../infra/http/support/a-server.ts';
import { ask } from '../../infra/http/support/requests.ts';
import { eventsOf } from '../../infra/http/support/sockets.ts';
import { aDecisionInput } from '../../resolvers/support/inputs.ts';
import { faultsOfEntry } from './ledger-entry.ts';

it('the tombstone of a deleted debate is no fault, and any other text that is left is one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aragora-ledger-'));
  const server = await aServer({ ARAGORA_DATA_DIR: folder });
  const id = await startDebate(server.url, { decision: aDecisionInput({ task: 'Gone?' }) });
  await eventsOf(server.url, { debateId: id });
  await ask(server.url, DeleteDebateDocument, { input: { id } });
  await server.stop();
  const open = await openEmbedded(folder, DATABASE_SCHEMA);
  const entry = { task: 'Gone?', id, isDeleted: true } as const;
  expect(await faultsOfEntry(open.database, entry)).toEqual([]);
  const leave = `update events set data = '{"text": "It was said."}' where stream = ? and seq = 1`;
  await open.database.use((em) => em.execute(leave, [id]));
  expect(await faultsOfEntry(open.database, entry)).toEqual([
    'Gone?: the debate was deleted, but its text is still stored',
  ]);
  await open.close();
  await rm(folder, { recursive: true, force: true });
});
