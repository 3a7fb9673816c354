import { PostgresDebateStore } from '../../src/infra/debates/postgres/debate-store.ts';
import { PostgresEventLog } from '../../src/infra/events/postgres/event-log.ts';
import { systemClock, systemRandom } from '../../src/infra/runtime.ts';
import { aDebate } from '../../test/support/builders.ts';
import type { Place } from '../events/places.ts';
import { type Pair, WORKSPACE } from './pair.ts';
import * as sql from './statements.ts';

const LEASE_MS = 60_000;

/** Of one debate that is held and one that is free. */
export async function debatePairs({ database }: Place): Promise<readonly Pair[]> {
  const debates = new PostgresDebateStore(database, new PostgresEventLog(database, systemClock, systemRandom));
  const [debateId, free] = ['dbt_held', 'dbt_free'];
  for (const id of [debateId, free]) await debates.add(aDebate({ id, workspaceId: WORKSPACE }));
  const fence = (await debates.claim(debateId, 'node', LEASE_MS))?.fence ?? 0;
  return [
    {
      ...{ what: 'read the commands of a debate', used: 'repository', isHot: false },
      repository: () => debates.commandsOf(debateId),
      raw: () => database.query(sql.COMMANDS, [debateId]),
    },
    {
      ...{ what: 'renew a lease', used: 'repository', isHot: false },
      repository: () => debates.renew(debateId, fence, LEASE_MS),
      raw: () => database.query(sql.RENEW, [LEASE_MS, debateId, fence]),
    },
    {
      ...{ what: 'claim a debate and release it', used: 'repository', isHot: false },
      repository: async () => {
        const claim = await debates.claim(free, 'node', LEASE_MS);
        await debates.release(free, claim?.fence ?? 0, 'RELEASED');
      },
      raw: async () => {
        const [claim] = await database.query<{ fence: number }>(sql.CLAIM, [free, 'node', LEASE_MS]);
        await debates.find(WORKSPACE, free);
        await database.query(sql.RELEASE, [free, claim?.fence]);
      },
    },
  ];
}
