import { beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_OWNER, localActor } from '../../../src/domain/access/actor.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { AccessWorld } from '../../support/memory/access-world.ts';
import { refusals } from '../../support/refusals.ts';

let world: AccessWorld;

beforeEach(() => {
  world = new AccessWorld(new FakeClock());
});

describe('a role of the organisation', () => {
  it('has its permissions and those of the included roles', async () => {
    const { roles } = world.access;
    await roles.define(LOCAL_OWNER, { name: 'reader', includes: ['viewer'], permissions: ['audit.read'] });
    const senior = await roles.define(LOCAL_OWNER, { name: 'senior', includes: ['reader'], permissions: [] });
    expect(senior.permissions).toEqual(expect.arrayContaining(['audit.read', 'debates.read']));
    expect(senior.permissions).not.toContain('debates.create');
    expect((await roles.list(LOCAL_OWNER)).at(-1)).toEqual(senior);
    expect(world.recorded.at(-1)?.action).toMatchObject({ action: 'role.defined', target: { id: 'senior' } });
  });

  it('loses the permissions of a deleted role', async () => {
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

  it('cannot have more permissions than its creator', async () => {
    const wish = { name: 'reader', includes: [], permissions: ['audit.read'] };
    const refused = await refusals(() => world.access.roles.define(localActor(['member']), wish));
    expect(refused).toEqual(['CONFLICT permissions']);
  });

  it('is not found when it does not exist', async () => {
    expect(await refusals(() => world.access.roles.remove(LOCAL_OWNER, { name: 'nobody' }))).toEqual([
      'NOT_FOUND name',
    ]);
  });
});
