import { checkedOwner } from '../../../domain/access/access.ts';
import type { User } from '../../../domain/access/user.ts';
import type { Config } from '../../config.ts';
import { changeAccess } from './without-server.ts';

export type FirstOwner = readonly [email: string, name: string, password: string];

/** Creates the first owner directly in the database: without an owner, no user can sign in to create one. */
export async function createFirstOwner(config: Config, ...owner: FirstOwner): Promise<User> {
  // Checked before the database is created.
  checkedOwner(...owner);
  return changeAccess(config, (access) => access.createFirstOwner(...owner));
}
