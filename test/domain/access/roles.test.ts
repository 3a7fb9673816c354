import { beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_OWNER, localActor } from '../../../src/domain/access/actor.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { AccessWorld } from '../../support/memory/memory-access.ts';
import { refusals } from '../../support/refusals.ts';

let world: AccessWorld;

beforeEach(() => {
  world = new AccessWorld(new FakeClock());
});

describe('a role of the organisation', () => {
  it('holds its permissions and those of the roles it includes', async () => {
    const { roles } = world.access;
    await roles.define(LOCAL_OWNER, { name: 'reader', includes: ['viewer'], permissions: ['audit.read'] });
    const senior = await roles.define(LOCAL_OWNER, { name: 'senior', includes: ['reader'], permissions: [] });
    expect(senior.permissions).toEqual(expect.arrayContaining(['audit.read', 'debates.read']));
    expect(senior.permissions).not.toContain('debates.create');
    expect((await roles.list(LOCAL_OWNER)).at(-1)).toEqual(senior);
    expect(world.recorded.at(-1)?.action).toMatchObject({ action: 'role.defined', target: { id: 'senior' } });
  });

  it('loses all that hung on a role that is deleted', async () => {
    const { roles } = world.access;
    await roles.define(LOCAL_OWNER, { name: 'reader', includes: [], permissions: ['audit.read'] });
    await roles.define(LOCAL_OWNER, { name: 'senior', includes: ['reader'], permissions: [] });
    await roles.remove(LOCAL_OWNER, { name: 'reader', reason: 'Nobody needs it.' });
    expect((await roles.list(LOCAL_OWNER)).at(-1)).toMatchObject({ name: 'senior', permissions: [] });
  });

  it.each([
    [{ name: 'owner' }, 'INVALID_INPUT name'],
    [{ name: 'Reader!' }, 'INVALID_INPUT name'],
    [{ name: 'reader', includes: ['nobody'] }, 'INVALID_INPUT includes'],
    [{ name: 'reader', includes: ['reader'] }, 'INVALID_INPUT includes'],
    [{ name: 'reader', permissions: ['everything'] }, 'INVALID_INPUT permissions'],
  ])('is refused as %o', async (wish, refusal) => {
    const role = { includes: [], permissions: [], ...wish };
    expect(await refusals(() => world.access.roles.define(LOCAL_OWNER, role))).toEqual([refusal]);
  });

  it('cannot hold more than whoever makes it', async () => {
    const wish = { name: 'reader', includes: [], permissions: ['audit.read'] };
    const refused = await refusals(() => world.access.roles.define(localActor(['member']), wish));
    expect(refused).toEqual(['CONFLICT permissions']);
  });

  it('is not found where there is none', async () => {
    expect(await refusals(() => world.access.roles.remove(LOCAL_OWNER, { name: 'nobody' }))).toEqual([
      'NOT_FOUND name',
    ]);
  });
});
