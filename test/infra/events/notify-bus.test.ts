import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/domain/shared/ports.ts';
import { NotifyEventBus } from '../../../src/infra/events/notify.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';
import { asAdmin, openPostgres, type TestDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { TcpProxy } from '../../support/services/tcp-proxy.ts';
import { describeEventBus, listening, listeningToAll } from './event-bus.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };
const url = postgresUrl ?? 'postgres://unused';

/** The system clock, a hundred times as fast. */
const fastClock: Clock = {
  now: () => systemClock.now(),
  monotonicMs: () => systemClock.monotonicMs(),
  sleep: (ms, signal) => systemClock.sleep(ms / 100, signal),
};

describe.skipIf(postgresUrl === undefined)('with a PostgreSQL server', () => {
  let opened: TestDatabase;
  const open: NotifyEventBus[] = [];
  beforeAll(async () => {
    opened = await openPostgres(url);
  });
  afterEach(async () => {
    for (const bus of open.splice(0)) await bus.close();
  });
  afterAll(() => opened?.close());

  async function aBus(at = url): Promise<NotifyEventBus> {
    const bus = new NotifyEventBus(opened.database, at, fastClock);
    await bus.open();
    open.push(bus);
    return bus;
  }

  /** A bus, and a function with which the server ends its connection. */
  async function aBusToKill() {
    const name = `events_${systemRandom.hex(6)}`;
    const bus = await aBus(`${url}?application_name=${name}`);
    const kill = () =>
      asAdmin(url, 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name]);
    return { bus, kill };
  }

  describeEventBus('LISTEN and NOTIFY', async () => ({ near: await aBus(), far: await aBus() }));

  describe('a notification', () => {
    it('in a transaction arrives after the commit, and never after a rollback', async () => {
      const [near, far] = [await aBus(), await aBus()];
      const one = listening(far, { workspaceId: 'wsp_1' });
      const failing = opened.database.atomically(async () => {
        await near.notify({ ...REF, stream: 'undone' });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await opened.database.atomically(async () => {
        await near.notify({ ...REF, stream: 'kept' });
        await far.notify({ ...REF, stream: 'kept too' });
      });
      await one.until(2);
      expect(one.notified.map((ref) => ref.stream)).toEqual(['kept', 'kept too']);
    });

    it('in another format does no harm', async () => {
      const bus = await aBus();
      const one = listening(bus, REF);
      for (const payload of [
        '',
        'nonsense',
        'null',
        '7',
        '[1]',
        '{}',
        '[null, null]',
        '["wsp_1"]',
        '[["wsp_1"], {}]',
      ]) {
        await asAdmin(url, 'select pg_notify($1, $2)', ['aragora_events', payload]);
      }
      await bus.notify(REF);
      await one.until(1);
      expect(one.notified).toEqual([REF]);
    });
  });

  describe('a bus that loses its connection', () => {
    it('notifies all listeners once it has reconnected, and receives again', async () => {
      const { bus, kill } = await aBusToKill();
      const [one, other] = [listening(bus, REF), listening(bus, { ...REF, stream: 'dbt_2' })];
      const everything = listeningToAll(bus);
      await kill();
      await Promise.all([one.until(1), other.until(1), everything.until(1)]);
      await (await aBus()).notify(REF);
      await one.until(2);
      expect([one.notified.length, other.notified.length]).toEqual([2, 1]);
    });

    it('reconnects every time', async () => {
      const { bus, kill } = await aBusToKill();
      const one = listening(bus, REF);
      for (let nth = 1; nth <= 3; nth++) {
        await kill();
        await one.until(nth);
      }
      expect(one.notified).toHaveLength(3);
    });

    it('reconnects after the server was away for long', async () => {
      const { hostname, port } = new URL(url);
      const proxy = new TcpProxy({ host: hostname, port: Number(port || 5432) });
      await proxy.open();
      const through = new URL(url);
      through.host = `127.0.0.1:${proxy.port}`;
      const bus = await aBus(through.href);
      const one = listening(bus, REF);
      await proxy.cut();
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(one.notified).toEqual([]);
      await proxy.open();
      await one.until(1);
      await (await aBus()).notify(REF);
      await one.until(2);
      await bus.close();
      await proxy.cut();
    });

    it('can be closed while it has no connection', async () => {
      const { bus, kill } = await aBusToKill();
      const one = listening(bus, REF);
      await kill();
      await bus.close();
      expect(one.notified.length).toBeLessThanOrEqual(1);
    });
  });

  it('cannot be opened when there is no server', async () => {
    const bus = new NotifyEventBus(opened.database, 'postgres://nobody@127.0.0.1:1/none', fastClock);
    await expect(bus.open()).rejects.toThrow();
    await bus.close();
  });
});
