import { FIRST_LINK } from '../../src/domain/events/event.ts';
import { LOG_START } from '../../src/domain/events/ports.ts';
import { PostgresEventFeed } from '../../src/infra/events/postgres/event-feed.ts';
import { PostgresReactorCheckpoints } from '../../src/infra/events/postgres/reactor-checkpoints.ts';
import type { Place } from '../events/places.ts';
import { stepOf } from '../events/steps.ts';
import { appendThroughRepository } from './append.ts';
import { type Pair, WORKSPACE } from './pair.ts';
import * as sql from './statements.ts';

const BATCH = 100;
const READ = { workspaceId: WORKSPACE, stream: 's0' };

/** Of a log with some streams in it. */
export async function eventPairs({ database, log }: Place): Promise<readonly Pair[]> {
  for (let at = 0; at < 200; at++) await log.append({ workspaceId: WORKSPACE, stream: `s${at % 10}` }, stepOf(at));
  const feed = new PostgresEventFeed(database);
  const checkpoints = new PostgresReactorCheckpoints(database);
  let last = { seq: 0, hash: FIRST_LINK };
  return [
    {
      ...{ what: 'append the events of a step', used: 'raw', isHot: true, isInTransaction: true },
      repository: async (at) => {
        last = await appendThroughRepository(database, { ...READ, stream: 'repository' }, stepOf(at), last);
      },
      raw: (at) => log.append({ ...READ, stream: 'raw' }, stepOf(at)),
    },
    {
      ...{ what: 'read 20 events of a stream', used: 'repository', isHot: true },
      repository: () => log.read(READ, 0, 20),
      raw: () => sql.readEvents(database, READ, 20),
    },
    {
      ...{ what: `read ${BATCH} events of the feed`, used: 'repository', isHot: true },
      repository: () => feed.after(LOG_START, BATCH),
      raw: () => sql.readFeed(database, BATCH),
    },
    {
      ...{ what: 'read no event of the feed', used: 'repository', isHot: false },
      repository: () => feed.after({ transactionId: 9_000_000_000n, position: 0n }, BATCH),
      raw: () => sql.readFeed(database, BATCH, '9000000000'),
    },
    {
      ...{ what: 'take the checkpoint of a reactor', used: 'repository', isHot: true, isInTransaction: true },
      repository: () => checkpoints.take('repository'),
      raw: async () => {
        await database.query(sql.ADD_CHECKPOINT, ['raw']);
        return database.query(sql.TAKE_CHECKPOINT, ['raw']);
      },
    },
  ];
}
