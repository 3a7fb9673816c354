import type { MakeAccessStores } from '../../../support/access-stores.ts';
import { describeApiKeyStore } from './api-keys.ts';
import { describeInvitationStore } from './invitations.ts';
import { describeSecondFactorStore } from './second-factors.ts';
import { describeOneTimeStore, describeSessionStore } from './sessions.ts';
import { describeUserStore } from './users.ts';
import { describeWorkspaceStore } from './workspaces.ts';

/** The tests that every store of identities passes. */
export function describeAccessStores(name: string, make: MakeAccessStores): void {
  describeUserStore(name, make);
  describeWorkspaceStore(name, make);
  describeSessionStore(name, make);
  describeOneTimeStore(name, make);
  describeApiKeyStore(name, make);
  describeSecondFactorStore(name, make);
  describeInvitationStore(name, make);
}
