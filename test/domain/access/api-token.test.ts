import { expect, it } from 'vitest';
import { localActor } from '../../../src/domain/access/actor.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { AccessWorld } from '../../support/memory/access-world.ts';
import { refusals } from '../../support/refusals.ts';

it('the API token owns no keys and workspaces, because it has no account', async () => {
  const { apiKeys, members } = new AccessWorld(new FakeClock()).access;
  const token = localActor(['owner'], 'API_TOKEN');
  const wish = { name: 'nightly', scopes: null, addresses: [], expiresAt: null };
  expect(await refusals(() => apiKeys.create(token, wish))).toEqual(['CONFLICT ']);
  expect(await refusals(() => members.createWorkspace(token, { name: 'Research' }))).toEqual(['CONFLICT ']);
});
