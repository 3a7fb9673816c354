import type { Role } from './permissions.ts';

/** Who asks: a user with roles in one workspace. Nothing of another workspace is ever visible to it. */
export interface Actor {
  readonly userId: string;
  readonly workspaceId: string;
  readonly roles: readonly Role[];
}

/** The one there is until there are identities: the administrator of this machine. */
export const LOCAL_ADMIN: Actor = { userId: 'usr_local', workspaceId: 'wsp_local', roles: ['admin'] };
