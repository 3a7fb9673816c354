import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/domain/shared/ports.ts';
import { NotifyChannel } from '../../../src/infra/events/notify-channel.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';
import { asAdmin } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { TcpProxy } from '../../support/services/tcp-proxy.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { describeLossyChannel, receiving } from './lossy-channel.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };
const url = postgresUrl ?? 'postgres://unused';

/** The system clock, a hundred times as fast. */
const fastClock: Clock = {
  now: () => systemClock.now(),
  monotonicMs: () => systemClock.monotonicMs(),
  sleep: (ms, signal) => systemClock.sleep(ms / 100, signal),
};

describe.skipIf(postgresUrl === undefined)('with a PostgreSQL server', () => {
  const open: NotifyChannel[] = [];
  afterEach(async () => {
    for (const channel of open.splice(0)) await channel.close();
  });

  async function aChannel(at = url): Promise<NotifyChannel> {
    const channel = new NotifyChannel(at, fastClock, systemRandom);
    await channel.open();
    open.push(channel);
    return channel;
  }

  /** A channel, and a function with which the server ends its connection. */
  async function aChannelToKill() {
    const name = `live_${systemRandom.hex(6)}`;
    const channel = await aChannel(`${url}?application_name=${name}`);
    const connections = async () =>
      (await asAdmin(url, 'select pid from pg_stat_activity where application_name = $1', [name])).length;
    const kill = () =>
      asAdmin(url, 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name]);
    return { channel, kill, connections };
  }

  describeLossyChannel('LISTEN and NOTIFY', async () => ({ near: await aChannel(), far: await aChannel() }));

  it('a channel does not receive its own messages from the server', async () => {
    const [near, far] = [await aChannel(), await aChannel()];
    const [own, others] = [receiving(near, REF), receiving(far, REF)];
    near.send(REF, 1);
    await others.until(1);
    far.send(REF, 2);
    await own.until(2);
    expect(own.received).toEqual([1, 2]);
  });

  it('a message in another format does no harm', async () => {
    const channel = await aChannel();
    const one = receiving(channel, REF);
    const odd = ['', 'nonsense', 'null', '7', '{}', '[1]', '["n",1,"wsp_1","dbt_1"]', '[1,1,"wsp_1","dbt_1",0]'];
    for (const payload of [...odd, '["n",1,["wsp_1"],{},0]']) {
      await asAdmin(url, 'select pg_notify($1, $2)', ['aragora_live', payload]);
    }
    (await aChannel()).send(REF, 'ours');
    await one.until(1);
    expect(one.received).toEqual(['ours']);
  });

  it('a message with a name that is too long is lost, and no other', async () => {
    const [near, far] = [await aChannel(), await aChannel()];
    const long = { ...REF, stream: 'n'.repeat(8_000) };
    const [lost, kept] = [receiving(far, long), receiving(far, REF)];
    near.send(REF, 1);
    near.send(long, 2);
    near.send(REF, 3);
    await kept.until(2);
    expect([lost.received, kept.received]).toEqual([[], [1, 3]]);
  });

  it('when too many messages wait the oldest are lost, and later ones arrive again', async () => {
    const [near, far] = [await aChannel(), await aChannel()];
    const one = receiving(far, REF);
    for (let nth = 0; nth < 3_000; nth++) near.send(REF, nth);
    await one.until(1_001);
    near.send(REF, 'after');
    await one.until(1_002);
    expect(one.received).toEqual([0, ...Array.from({ length: 1_000 }, (_, at) => 2_000 + at), 'after']);
  });

  describe('a channel that loses its connection', () => {
    it('reconnects every time, and loses only messages sent in between', async () => {
      const { channel, kill, connections } = await aChannelToKill();
      const other = await aChannel();
      const one = receiving(channel, REF);
      for (let nth = 1; nth <= 3; nth++) {
        await kill();
        await expect.poll(connections, PATIENCE).toBe(1);
        const before = one.received.length;
        await expect
          .poll(() => {
            other.send(REF, nth);
            return one.received.length;
          }, PATIENCE)
          .toBeGreaterThan(before);
      }
      expect(one.received.at(-1)).toBe(3);
    });

    it('still delivers messages inside its own process', async () => {
      const { hostname, port } = new URL(url);
      const proxy = new TcpProxy({ host: hostname, port: Number(port || 5432) });
      await proxy.open();
      const through = Object.assign(new URL(url), { host: `127.0.0.1:${proxy.port}` });
      const channel = await aChannel(through.href);
      await proxy.cut();
      const one = receiving(channel, REF);
      for (let nth = 0; nth < 5; nth++) channel.send(REF, nth);
      expect(one.received).toEqual([0, 1, 2, 3, 4]);
      await channel.close();
    });

    it('leaves no connection behind when it is closed while disconnected', async () => {
      const { channel, kill, connections } = await aChannelToKill();
      await kill();
      await channel.close();
      await expect.poll(connections, PATIENCE).toBe(0);
      channel.send(REF, 'not delivered');
    });
  });

  it('cannot be opened when there is no server', async () => {
    const channel = new NotifyChannel('postgres://nobody@127.0.0.1:1/none', fastClock, systemRandom);
    await expect(channel.open()).rejects.toThrow();
    await channel.close();
  });
});
