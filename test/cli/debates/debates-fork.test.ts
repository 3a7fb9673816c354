import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventCursorAt } from '../../../src/cli/debates/debates-fork.ts';
import { useToken } from '../../../src/cli/server/credential.ts';
import { eventCursor } from '../../../src/domain/events/cursor.ts';
import { type FakeServer, fakeServer } from '../../infra/http/support/fake-server.ts';
import { API_TOKEN } from '../../support/credentials.ts';

describe('the event to fork a debate after', () => {
  let server: FakeServer;
  beforeAll(async () => {
    useToken(API_TOKEN);
    server = await fakeServer();
  });
  afterAll(async () => {
    useToken(undefined);
    await server.stop();
  });

  it('is found on any page of the events', async () => {
    const { id } = await server.world.debate();
    for (const seq of [1, 2, 3, 6]) expect(await eventCursorAt(server.url, id, seq, 2)).toBe(eventCursor(id, seq));
    expect(await eventCursorAt(server.url, id, 5)).toBe(eventCursor(id, 5));
  });

  it('is not waited for: a running debate that has fewer events is named', async () => {
    const { id } = await server.world.start();
    await expect(eventCursorAt(server.url, id, 50, 1)).rejects.toThrow(`${id} has fewer than 50 events.`);
  });

  it('of an unknown debate is none', async () => {
    await expect(eventCursorAt(server.url, 'dbt_x', 1)).rejects.toThrow('There is no debate dbt_x.');
  });
});
