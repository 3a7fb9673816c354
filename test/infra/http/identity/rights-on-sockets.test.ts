import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DebateEventsDocument, DebatesChangedDocument } from '../../../../src/cli/generated/graphql.ts';
import { LOCAL_WORKSPACE } from '../../../../src/domain/access/actor.ts';
import { STANDING_MS } from '../../../../src/domain/access/authentication.ts';
import { aUser } from '../../../support/access-stores.ts';
import { AccessWorld } from '../../../support/memory/access-world.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { RawSocket } from '../support/sockets.ts';

let server: FakeServer;
/** Another node over the same stores. It changes the permissions of users. */
let elsewhere: AccessWorld;
let count = 0;

beforeAll(async () => {
  server = await fakeServer();
  const { users, workspaces, sessions, apiKeys } = server.accounts;
  elsewhere = new AccessWorld(server.world.clock, { users, workspaces, sessions, oneTime: sessions, apiKeys });
});
afterAll(() => server.stop());

/** Creates a user with a session. */
async function aSignedInUser(roles: readonly string[]) {
  const user = aUser(`user${++count}`, { passwordHash: 'plain pass' });
  await server.accounts.users.add(user);
  await giveRoles(user.id, roles);
  const wish = { email: user.email, password: 'pass', workspaceId: null, address: null };
  const { accessToken } = await server.accounts.access.sessions.signIn(wish);
  return { id: user.id, bearer: `Bearer ${accessToken}` };
}

async function giveRoles(userId: string, roles: readonly string[]): Promise<void> {
  await server.accounts.workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId, roles });
}

async function aSocket(bearer?: string): Promise<RawSocket> {
  const socket = new RawSocket(`${server.url.replace(/^http/, 'ws')}/graphql`);
  await socket.opened;
  socket.send({ type: 'connection_init', payload: { authorization: bearer } });
  expect(await socket.next()).toEqual({ type: 'connection_ack' });
  return socket;
}

/** A socket of the user that follows changes of debates. */
async function following(bearer: string): Promise<RawSocket> {
  const before = server.world.bus.listening;
  const socket = await aSocket(bearer);
  socket.send({ type: 'subscribe', id: 'watch', payload: { query: String(DebatesChangedDocument) } });
  await eventually(() => server.world.bus.listening).toBe(before + 1);
  return socket;
}

/** Makes the change, and waits as long as permissions are cached. Returns the code with which the socket is closed. */
async function closedAfter(socket: RawSocket, change: () => Promise<unknown>): Promise<number> {
  await change();
  await server.world.clock.advance(STANDING_MS);
  const { code } = await socket.closed;
  return code;
}

describe('an open socket', () => {
  it('is closed with 4401 within 5 s after its session was revoked on another node', async () => {
    const { id, bearer } = await aSignedInUser(['member']);
    const socket = await following(bearer);
    expect(await closedAfter(socket, () => elsewhere.access.sessions.signOutEverywhere({ userId: id }))).toBe(4401);
    await eventually(() => server.world.bus.listening).toBe(0);
  });

  it.each<[string, number, (id: string) => Promise<unknown>]>([
    ['its user is deactivated', 4401, (id) => server.accounts.users.change(id, { isActive: false })],
    ['its user is removed from the workspace', 4401, (id) => giveRoles(id, [])],
    ['its user loses permissions', 4403, (id) => giveRoles(id, ['viewer'])],
    ['its user gets more permissions', 4403, (id) => giveRoles(id, ['team_lead'])],
  ])('is closed when %s, with %i', async (_, code, change) => {
    const { id, bearer } = await aSignedInUser(['member']);
    const socket = await following(bearer);
    expect(await closedAfter(socket, () => change(id))).toBe(code);
    await eventually(() => server.world.bus.listening).toBe(0);
  });

  it('of an owner who becomes an administrator is closed with 4403, though both have the same permissions', async () => {
    const { id, bearer } = await aSignedInUser(['owner']);
    const socket = await aSocket(bearer);
    expect(await closedAfter(socket, () => giveRoles(id, ['admin']))).toBe(4403);
  });

  it('is closed with 4401 when its token expires', async () => {
    const { bearer } = await aSignedInUser(['member']);
    const socket = await following(bearer);
    expect(await closedAfter(socket, () => server.world.clock.advance(3_600_000))).toBe(4401);
  });

  it('of an API key is closed with 4401 when the key is revoked', async () => {
    const { id } = await aSignedInUser(['member']);
    const { access } = server.accounts;
    const actor = { ...server.world.actor, userId: id };
    const wish = { name: 'k', scopes: null, addresses: [], expiresAt: null };
    const { key, secret } = await access.apiKeys.create(actor, wish);
    const socket = await aSocket(`Bearer ${secret}`);
    expect(await closedAfter(socket, () => elsewhere.access.apiKeys.revoke(actor, { id: key.id }))).toBe(4401);
  });

  it('of another user stays open, and so does one without a credential', async () => {
    const [one, other] = [await aSignedInUser(['member']), await aSignedInUser(['member'])];
    const [socket, stays, anonymous] = [await aSocket(one.bearer), await aSocket(other.bearer), await aSocket()];
    await closedAfter(socket, () => giveRoles(one.id, ['viewer']));
    for (const open of [stays, anonymous]) {
      open.send({ type: 'ping' });
      expect(await open.next()).toEqual({ type: 'pong' });
      await open.close();
    }
  });
});

describe('a subscription', () => {
  it('sends nothing after its socket was closed, and continues after its cursor on the next socket', async () => {
    const { world } = server;
    const { id, bearer } = await aSignedInUser(['member']);
    const debate = await world.start();
    const socket = await aSocket(bearer);
    const follow = (after: string | null) => ({
      ...{ type: 'subscribe', id: 'events' },
      payload: { query: String(DebateEventsDocument), variables: { debateId: debate.id, after } },
    });
    socket.send(follow(null));
    const first = eventIn(await socket.nextOf('events'));
    expect(await closedAfter(socket, () => giveRoles(id, ['viewer']))).toBe(4403);
    await world.runToEnd(debate.id);
    await expect(socket.nextOf('events')).rejects.toThrow('The socket was closed.');

    const again = await aSocket(bearer);
    again.send(follow(first.cursor));
    const seen = [first];
    for (let next = await again.nextOf('events'); next.type === 'next'; next = await again.nextOf('events'))
      seen.push(eventIn(next));
    const all = await world.events(debate.id);
    expect(seen.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
    await again.close();
  });
});

function eventIn({ payload }: { payload?: unknown }): { seq: number; cursor: string } {
  return (payload as { data: { debateEvents: { seq: number; cursor: string } } }).data.debateEvents;
}
