import { describe, expect, it, onTestFinished } from 'vitest';
import { NotifyEventBus } from '../../../src/infra/events/notify.ts';
import type { Database } from '../../../src/infra/postgres/database.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';
import { asAdmin } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { Gate } from './gate.ts';

const url = postgresUrl ?? 'postgres://unused';

/** A bus behind a gate, and the number of its connections at the server. */
async function aBusBehindAGate() {
  const gate = new Gate(url);
  await gate.listen();
  onTestFinished(() => gate.close());
  const name = `events_${systemRandom.hex(6)}`;
  const through = new URL(url);
  through.host = `127.0.0.1:${gate.port}`;
  through.searchParams.set('application_name', name);
  const clock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 100, signal) };
  const bus = new NotifyEventBus({} as Database, through.href, clock);
  await bus.open();
  const notifiers = async () =>
    (await asAdmin(url, 'select 1 from pg_stat_activity where application_name = $1', [name])).length;
  // The server shows a new connection a moment later.
  await expect.poll(notifiers, PATIENCE).toBe(1);
  return { gate, bus, notifiers };
}

describe.skipIf(postgresUrl === undefined)('an event bus that is closed', () => {
  it('while it reconnects leaves no connection behind', async () => {
    const { gate, bus, notifiers } = await aBusBehindAGate();
    gate.shut();
    await expect.poll(() => gate.held, PATIENCE).toBe(1);
    const closing = bus.close();
    gate.open();
    await closing;
    await expect.poll(() => gate.connections, PATIENCE).toBe(0);
    await expect.poll(notifiers, PATIENCE).toBe(0);
  });

  it('while it reconnects to a silent server closes without waiting for it', async () => {
    const { gate, bus } = await aBusBehindAGate();
    gate.shut();
    await expect.poll(() => gate.held, PATIENCE).toBe(1);
    await bus.close();
  });

  it('at any moment of its reconnection leaves no connection behind', async () => {
    for (let turns = 0; turns < 40; turns++) {
      const { gate, bus, notifiers } = await aBusBehindAGate();
      gate.shut();
      await expect.poll(() => gate.held, PATIENCE).toBe(1);
      gate.open();
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      await bus.close();
      await expect.poll(() => gate.connections, PATIENCE).toBe(0);
      await expect.poll(notifiers, PATIENCE).toBe(0);
    }
  });
});
