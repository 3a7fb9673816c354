import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localToken } from '../../src/app/features/access/own-token.ts';
import {
  ConfirmIdentityDocument,
  CreateApiKeyDocument,
  CreatePasswordResetDocument,
  CreateWorkspaceDocument,
  DeactivateUserDocument,
  DefineRoleDocument,
  DeleteRoleDocument,
  InviteUserDocument,
  ResetPasswordDocument,
  RevokeApiKeyDocument,
  SetOrganisationRolesDocument,
  SetRolesDocument,
  SignInDocument,
  type TypedDocumentString,
} from '../../src/cli/generated/graphql.ts';
import { ask } from '../infra/http/support/requests.ts';
import { asAdmin, createDatabase, type EmptyDatabase } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { clearUp, newDirectory, type Served, serve } from './support/served.ts';

const AT_ONCE = 100;
const PASSWORD = 'quite a long one for tests';
const JWT_SECRET = 'the-same-secret-of-both-the-servers';

let database: EmptyDatabase;
let servers: readonly Served[] = [];
const NO_SETTINGS = { apiToken: undefined, env: 'development', dataDir: '' } as const;

let headers: { authorization: string };
/** The owner of the machine, who needs no proof of identity. */
let machine: { authorization: string };
let ids: { readonly bob: string; readonly cy: string; readonly keys: readonly string[] };

beforeAll(async () => {
  if (postgresUrl === undefined) return;
  database = await createDatabase(postgresUrl);
  const settings = {
    DATABASE_URL: database.url,
    ARAGORA_JWT_SECRET: JWT_SECRET,
    // Leaves connections for the tests of other files.
    ARAGORA_DB_POOL_SIZE: '5',
  };
  servers = await Promise.all([serve(await newDirectory(), settings), serve(await newDirectory(), settings)]);
  const [{ url } = { url: '' }] = servers;
  const token = await localToken({ ...NO_SETTINGS, jwtSecret: JWT_SECRET }, 'owner', 3_600_000);
  machine = { authorization: `Bearer ${token}` };
  const ann = await invited(url, 'ann', ['owner']);
  const { resetPassword } = await ask(url, ResetPasswordDocument, {
    input: { secret: ann.secret, newPassword: PASSWORD },
  });
  const administrator = { userId: resetPassword.user?.id ?? '', roles: ['ORGANISATION_ADMIN' as const] };
  await ask(url, SetOrganisationRolesDocument, { input: administrator }, machine);
  const { signIn } = await ask(url, SignInDocument, { input: { email: 'ann@example.com', password: PASSWORD } });
  headers = { authorization: `Bearer ${signIn.tokens?.accessToken}` };
  const key = async (name: string) => (await ask(url, CreateApiKeyDocument, { input: { name } }, headers)).createApiKey;
  for (const name of ['helper', 'other'])
    await ask(url, DefineRoleDocument, { input: { name, includes: ['viewer'] } }, headers);
  const keys = [await key('one'), await key('other')].map(({ apiKey }) => apiKey?.id ?? '');
  ids = { bob: await joined(url, 'bob'), cy: await joined(url, 'cy'), keys };
});
afterAll(async () => {
  await clearUp();
  await database?.drop();
});

async function invited(url: string, name: string, roles: string[]) {
  const { inviteUser } = await ask(
    url,
    InviteUserDocument,
    { input: { email: `${name}@example.com`, roles } },
    machine,
  );
  return { secret: inviteUser.secret ?? '' };
}

/** The id of a new member, who has accepted an invitation. */
async function joined(url: string, name: string) {
  const { secret } = await invited(url, name, ['member']);
  const { resetPassword } = await ask(url, ResetPasswordDocument, { input: { secret, newPassword: PASSWORD } });
  return resetPassword.user?.id ?? '';
}

interface Case {
  readonly mutation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the inputs are each of another type, and checked by the server.
  readonly document: TypedDocumentString<any, any>;
  /** The name of the effect in the audit log. */
  readonly action: string;
  readonly input: () => object;
  readonly other: () => object;
}

const CASES: readonly Case[] = [
  {
    mutation: 'createApiKey',
    document: CreateApiKeyDocument,
    action: 'api-key.created',
    input: () => ({ name: 'nightly' }),
    other: () => ({ name: 'daily' }),
  },
  {
    mutation: 'revokeApiKey',
    document: RevokeApiKeyDocument,
    action: 'api-key.revoked',
    input: () => ({ id: ids.keys[0] }),
    other: () => ({ id: ids.keys[1] }),
  },
  {
    mutation: 'inviteUser',
    document: InviteUserDocument,
    action: 'invitation.created',
    input: () => ({ email: 'dee@example.com', roles: ['viewer'] }),
    other: () => ({ email: 'eve@example.com', roles: ['viewer'] }),
  },
  {
    mutation: 'setRoles',
    document: SetRolesDocument,
    action: 'user.roles-set',
    input: () => ({ userId: ids.bob, roles: ['analyst'] }),
    other: () => ({ userId: ids.bob, roles: ['viewer'] }),
  },
  {
    mutation: 'createPasswordReset',
    document: CreatePasswordResetDocument,
    action: 'user.password-reset-created',
    input: () => ({ userId: ids.bob }),
    other: () => ({ userId: ids.cy }),
  },
  {
    mutation: 'deactivateUser',
    document: DeactivateUserDocument,
    action: 'user.deactivated',
    input: () => ({ userId: ids.bob }),
    other: () => ({ userId: ids.cy }),
  },
  {
    mutation: 'createWorkspace',
    document: CreateWorkspaceDocument,
    action: 'workspace.created',
    input: () => ({ name: 'Research' }),
    other: () => ({ name: 'Sales' }),
  },
  {
    mutation: 'defineRole',
    document: DefineRoleDocument,
    action: 'role.defined',
    input: () => ({ name: 'auditor', permissions: ['AUDIT_READ'] }),
    other: () => ({ name: 'auditor', permissions: [] }),
  },
  {
    mutation: 'deleteRole',
    document: DeleteRoleDocument,
    action: 'role.deleted',
    input: () => ({ name: 'helper' }),
    other: () => ({ name: 'other' }),
  },
];

interface Payload {
  readonly secret?: string | null;
  readonly userErrors: readonly { readonly code: string }[];
}

/** Sends the mutation many times at once, to both servers in turn. The name of the mutation is its idempotency key. */
function sendToBoth({ mutation, document }: Case, input: object, times: number): Promise<Payload[]> {
  const send = async (at: number) => {
    const { url } = servers[at % 2] as Served;
    const answer: Record<string, Payload> = await ask(
      url,
      document,
      { input: { ...input, idempotencyKey: mutation } },
      headers,
    );
    return answer[mutation] as Payload;
  };
  return Promise.all(Array.from({ length: times }, (_, at) => send(at)));
}

async function recorded(action: string): Promise<number> {
  const sql = 'select count(*)::int as count from audit_entries where action = $1';
  return ((await asAdmin(database.url, sql, [action])) as { count: number }[])[0]?.count ?? 0;
}

describe.skipIf(postgresUrl === undefined)('two servers that receive a hundred equal requests at once', () => {
  it.each(CASES)('execute $mutation once, and reject another input under the same key', async (one) => {
    const before = await recorded(one.action);
    const answers = await sendToBoth(one, one.input(), AT_ONCE);
    expect(new Set(answers.map(({ secret: _, ...rest }) => JSON.stringify(rest))).size).toBe(1);
    expect(answers[0]?.userErrors).toEqual([]);
    // Only one of the answers shows a new secret.
    const secrets = answers.flatMap(({ secret }) => secret ?? []);
    expect(secrets).toHaveLength(answers.some((answer) => 'secret' in answer) ? 1 : 0);

    const refused = await sendToBoth(one, one.other(), 10);
    expect(new Set(refused.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
      new Set(['IDEMPOTENCY_MISMATCH']),
    );
    expect(refused.every(({ userErrors }) => userErrors.length === 1)).toBe(true);
    expect((await recorded(one.action)) - before).toBe(1);
  });
});

describe.skipIf(postgresUrl === undefined)('a proof of identity with an idempotency key', () => {
  const prove = async (password: string, idempotencyKey: string, at = 0) => {
    const { url } = servers[at % 2] as Served;
    const { confirmIdentity } = await ask(
      url,
      ConfirmIdentityDocument,
      { input: { password, idempotencyKey } },
      headers,
    );
    return confirmIdentity;
  };

  it('is checked once for many requests at once, and all of them get its result', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => prove(PASSWORD, 'prove', at)));
    expect(answers[0]).toEqual({ confirmedUntil: expect.any(String), userErrors: [], userErrorsOmitted: 0 });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('counts as a failed attempt when it is wrong, with any key', async () => {
    const codes: (string | undefined)[] = [];
    for (let nth = 0; nth < 6; nth++) codes.push((await prove('wrong', `guess ${nth}`, nth)).userErrors[0]?.code);
    expect(codes).toEqual([...Array(5).fill('SIGN_IN_REFUSED'), 'TOO_MANY_ATTEMPTS']);
  });
});
