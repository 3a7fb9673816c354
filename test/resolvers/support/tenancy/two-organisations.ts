import { type Actor, LOCAL_OWNER } from '../../../../src/domain/access/actor.ts';
import { DebatesWorld } from '../../../support/debates-world.ts';
import { AccessWorld } from '../../../support/memory/access-world.ts';
import { MODELS } from '../../../support/providers/model-debates.ts';
import { tenancyScript } from '../../debates/tenancy-script.ts';
import { TestApi, theSchema } from '../test-api.ts';
import { TENANCIES } from './feature-tenancies.ts';
import { CANARY, PASSWORD, type Tenant } from './tenant.ts';

/** ONE: one object of each kind. ALL: also one for each way to create it. */
export type Extent = 'ONE' | 'ALL';

/** One API with two organisations. B is created first; A is created later, and has data of every kind. */
export class TwoOrganisations {
  readonly world = new DebatesWorld({ script: tenancyScript, models: MODELS });
  readonly access: AccessWorld;
  readonly api: TestApi;
  private readonly extent: Extent;

  constructor(schema: ConstructorParameters<typeof TestApi>[0], extent: Extent) {
    this.extent = extent;
    const { auditLog, clock } = this.world;
    this.access = new AccessWorld(clock, { recordAction: (by, action) => auditLog.record(by, action) });
    this.api = new TestApi(schema, this.world);
    Object.assign(this.api.features, { access: this.access.access });
  }

  /** An organisation with data of every kind, and the mark in every text. */
  async fill(name: string, mark: string): Promise<Tenant> {
    const email = `owner-${mark.toLowerCase()}@example.org`;
    const owner = await this.owner(name, mark, email);
    const signIn = { email, password: PASSWORD, workspaceId: owner.workspaceId, address: '192.0.2.7' };
    const { refreshToken } = await this.access.access.sessions.signIn(signIn);
    const [session] = await this.access.sessions.listOpen(owner.userId);
    const signedIn = { ...owner, sessionId: session?.id ?? null };
    const tenant = { mark, owner: signedIn, email, ids: {}, furtherIds: {}, secrets: { refreshToken } };
    for (const { fill } of TENANCIES) {
      const filled = await fill?.({ both: this, owner: signedIn, mark, extent: this.extent });
      Object.assign(tenant.ids, filled?.ids);
      Object.assign(tenant.furtherIds, filled?.furtherIds);
      Object.assign(tenant.secrets, filled?.secrets);
    }
    return tenant;
  }

  /** Causes an event in the organisation for every subscription. */
  async move(own: Tenant, mark: string): Promise<void> {
    for (const { move } of TENANCIES) await move?.(this, own, mark);
  }

  /** Announces the process, so that other processes see it as running for a while. */
  announce(): Promise<void> {
    return this.api.features.cluster.announce('http://127.0.0.1:1/');
  }

  private async owner(name: string, mark: string, email: string): Promise<Actor> {
    const [workspaceId, organisationId, userId] = ['wsp', 'org', 'usr'].map((prefix) => `${prefix}_${name}`) as [
      ...[string, string, string],
    ];
    const { users, workspaces } = this.access;
    const createdAt = this.world.clock.now();
    await workspaces.add({ id: workspaceId, organisationId, name: `${mark} workspace`, createdAt });
    await users.add({
      ...{ id: userId, organisationId, email, name: `${mark} owner`, passwordHash: `plain ${PASSWORD}` },
      ...{
        accountRoles: ['organisation_admin', 'server_operator'],
        isActive: true,
        tokenVersion: 1,
        createdAt,
        lastSignInAt: null,
      },
    });
    await workspaces.setRoles({ workspaceId, userId, roles: ['owner'] });
    return { ...LOCAL_OWNER, workspaceId, organisationId, userId, credential: 'SESSION' };
  }
}

/** B and A. */
export async function twoOrganisations(extent: Extent = 'ALL') {
  const both = new TwoOrganisations(await theSchema(), extent);
  const b = await both.fill('bbbb', 'OWN-B');
  const a = await both.fill('aaaa', CANARY);
  await both.announce();
  return { both, a, b };
}

/** B alone. */
export async function onlyB() {
  const both = new TwoOrganisations(await theSchema(), 'ALL');
  const b = await both.fill('bbbb', 'OWN-B');
  await both.announce();
  return { both, b };
}
