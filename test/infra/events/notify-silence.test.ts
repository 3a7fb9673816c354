import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { NotifyEventBus } from '../../../src/infra/events/notify.ts';
import type { Database } from '../../../src/infra/postgres/database.ts';
import { systemClock } from '../../../src/infra/runtime.ts';
import { isPostgresInstalled, PostgresCluster } from '../../drills/support/postgres-cluster.ts';
import { PATIENCE } from '../../support/waiting.ts';

/** Twenty times as fast as the system clock: a silent connection is noticed within 0.75 s. */
const clock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 20, signal) };
const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };

it.skipIf(!isPostgresInstalled)('a bus whose connection is silent reconnects, and notifies all listeners', async () => {
  const cluster = await PostgresCluster.create();
  onTestFinished(() => cluster.remove());
  const bus = new NotifyEventBus({} as Database, cluster.url, clock);
  await bus.open();
  let notifications = 0;
  bus.listen(REF, () => notifications++);
  cluster.freeze();
  await sleep(1_500);
  expect(notifications).toBe(0);
  cluster.thaw();
  await expect.poll(() => notifications, PATIENCE).toBeGreaterThan(0);
  await bus.close();
});
