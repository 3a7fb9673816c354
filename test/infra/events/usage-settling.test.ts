import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatch } from '../../../src/domain/events/dispatch.ts';
import type { NewEvent } from '../../../src/domain/events/event.ts';
import { storable } from '../../../src/domain/shared/json.ts';
import { Usage } from '../../../src/domain/usage/usage.ts';
import { aParticipant } from '../../support/builders.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aCall } from '../../support/providers/model-debates.ts';
import { openPostgres, type TestDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { PATIENCE } from '../../support/waiting.ts';

const DEBATES = 40;
const CALLS = 5;
const EVER = { from: '2000-01-01', to: '2100-01-01' };

const started: NewEvent = { kind: 'debate.started', data: storable({ participants: [aParticipant('ann')] }) };
const called: NewEvent = { kind: 'vote.cast', data: storable({ participantId: 'ann', call: aCall() }) };
const ended: NewEvent = { kind: 'debate.ended', data: { outcome: 'DECIDED' } };

describe.skipIf(postgresUrl === undefined)('usage over many connections', () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openPostgres(postgresUrl ?? '');
  });
  afterAll(() => opened?.close());

  it('counts each debate once while some nodes count debates and others delete them', async () => {
    const stores = await opened.stores();
    const { log, atomically } = stores;
    const usage = new Usage({ ...stores, store: stores.usage, clock: new FakeClock() });
    const failures: unknown[] = [];
    const ports = { ...stores, emit: (_: string, detail: object) => void failures.push(detail), batch: 7 };
    const refs = Array.from({ length: DEBATES }, (_, at) => ({ workspaceId: 'wsp_1', stream: `dbt_${at}` }));
    let isWriting = true;
    const node = async () => {
      while (isWriting) await dispatch(ports, usage.reactor, new AbortController().signal);
    };
    const hold = async (ref: (typeof refs)[number]) => {
      await log.append(ref, [started, called]);
      for (let call = 1; call < CALLS; call++) await log.append(ref, [called]);
      await log.append(ref, [ended]);
      await atomically(async () => {
        await usage.settle(ref);
        await log.erase(ref);
      });
    };
    const nodes = [node(), node()];
    for (let at = 0; at < DEBATES; at += 4) await Promise.all(refs.slice(at, at + 4).map(hold));
    isWriting = false;
    await Promise.all(nodes);

    const left = async () => {
      await dispatch(ports, usage.reactor, new AbortController().signal);
      return stores.eventFeed.oldestAfter(await stores.checkpoints.read('usage'));
    };
    await expect.poll(left, PATIENCE).toBeUndefined();
    expect(failures).toEqual([]);
    expect((await stores.usage.calls('wsp_1', EVER, [], 10))[0]?.usage.calls).toBe(DEBATES * CALLS);
    const debates = await stores.usage.debates('wsp_1', EVER);
    expect(debates.map((one) => [one.moment, one.debates])).toEqual([
      ['DECIDED', DEBATES],
      ['STARTED', DEBATES],
    ]);
  });
});
