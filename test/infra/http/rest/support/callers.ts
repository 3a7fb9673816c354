import { LOCAL_ORGANISATION, LOCAL_WORKSPACE } from '../../../../../src/domain/access/actor.ts';
import type { Route } from '../../../../../src/infra/http/rest/route.ts';
import { aUser } from '../../../../support/access-stores.ts';
import type { FakeServer } from '../../support/fake-server.ts';
import { type Response, send } from '../../support/requests.ts';

interface Told {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly field?: readonly string[] };
}

let count = 0;

/** A user with a session, and an API key of that user without the permissions of the rows. */
export async function aMember({ accounts, world }: FakeServer, scopes = ['schema.read']) {
  const user = aUser(`rest${++count}`, { passwordHash: 'plain pass' });
  await accounts.users.add(user);
  await accounts.workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: user.id, roles: ['member'] });
  const { sessions, apiKeys } = accounts.access;
  const wish = { email: user.email, password: 'pass', workspaceId: null, address: null };
  const { accessToken } = await sessions.signIn(wish);
  const owner = { userId: user.id, organisationId: LOCAL_ORGANISATION, workspaceId: LOCAL_WORKSPACE };
  const key = { name: 'narrow', scopes, addresses: [], expiresAt: null };
  const { secret } = await apiKeys.create({ ...world.actor, ...owner }, key);
  return { member: `Bearer ${accessToken}`, narrow: `Bearer ${secret}` };
}

export interface Asked {
  readonly body?: unknown;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A request for a row of the table. */
export function askAt(
  at: FakeServer,
  { method, path }: Pick<Route, 'method' | 'path'>,
  { body, query = '', headers }: Asked = {},
) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const json = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': `${text.length}` };
  const url = `${at.url}${path.replace(':debateId', 'dbt_1')}${query}`;
  return send(url, { method, headers: { ...json, ...headers }, ...(text !== undefined && { body: text }) });
}

export function errorsIn({ text }: Response): readonly Told[] {
  return (JSON.parse(text) as { errors: Told[] }).errors;
}
