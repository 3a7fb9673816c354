import { SignInDocument } from '../../../../src/cli/generated/graphql.ts';
import type { Doors } from './doors.ts';
import { aSecret, aToken } from './settings.ts';

type SignedIn = { readonly authorization: string };

const EMAIL = 'ada@example.com';
const SIGN_IN = String(SignInDocument);

/** Every mistake of a person or a program that contains a secret. Each mistake has its own secret. */
export async function makeMistakes(doors: Doors, token: string): Promise<void> {
  await wrongCredentials(doors);
  await inAddresses(doors);
  const signedIn = { authorization: `Bearer ${token}` };
  await inDocuments(doors, signedIn);
  await inVariables(doors, signedIn);
  await inBodies(doors);
  await onSockets(doors);
}

async function wrongCredentials(doors: Doors): Promise<void> {
  const password = doors.plant('wrong password', aSecret());
  await doors.ask(SignInDocument, { input: { email: EMAIL, password } });
  const asEmail = doors.plant('password as e-mail address', aSecret());
  await doors.ask(SignInDocument, { input: { email: asEmail, password } });
  for (const scheme of ['Bearer', 'Basic', '']) {
    const token = doors.plant(`wrong credential, ${scheme || 'bare'}`, aToken());
    await doors.send('/api/auth/me', { headers: { authorization: `${scheme} ${token}`.trim() } });
  }
  const headers = {
    'x-api-key': doors.plant('key in another header', aToken()),
    cookie: `session=${doors.plant('cookie', aToken())}`,
  };
  await doors.send('/api/auth/me', { headers });
  await doors.post('/graphql', { query: '{ users { id } }' }, headers);
  await doors.post('/api/auth/refresh', { refresh_token: doors.plant('wrong refresh token', `art_${aToken()}`) });
  await doors.post('/api/auth/link', { code: doors.plant('wrong link', aToken()) });
}

async function inAddresses(doors: Doors): Promise<void> {
  const query = (name: string) => encodeURIComponent(doors.plant(name, aToken()));
  await doors.send(`/metrics?token=${query('token in the query of /metrics')}`);
  await doors.send(`/api/auth/link?code=${query('code in the query of a route that takes a body')}`);
  await doors.send(`/nowhere?access_token=${query('token in the query of no route')}`);
  await doors.send(`/reset/${query('token in the path of no route')}`);
  await doors.send(`/api/receipts/dbt_1?format=${query('token as a format')}`);
  await doors.send(`/graphql?access_token=${query('token in the query of GraphQL')}&query={me{id}}`);
  const variables = query('variables that are no JSON');
  await doors.send(`/graphql?query={__typename}&variables={"input":"${variables}`, {
    headers: { 'apollo-require-preflight': 'x' },
  });
  await doors.send(`/api/auth/oauth/google?return_to=https://me:${query('password in return_to')}@app.example.com`);
  await doors.send(`/api/auth/oauth/google/callback?state=x&code=${query('code of no sign-in')}`);
  await doors.send(`/%zz${query('token in an address that cannot be read')}`);
}

/**
 * Error messages may show names of fields, arguments and variables: the writer of a document chooses and needs them.
 */
async function inDocuments(doors: Doors, signedIn: SignedIn): Promise<void> {
  const literal = (name: string) => JSON.stringify(doors.plant(name, aSecret()));
  const word = (name: string) => doors.plant(name, `w${aToken().replace(/\W/g, '')}`);
  const signIn = (password: string) =>
    `mutation { signIn(input: {email: "${EMAIL}", password: ${password}}) { tokens { accessToken } } }`;
  const documents = [
    signIn(literal('password in a document without its end')).slice(0, -10),
    signIn(`${literal('unterminated string').slice(0, -1)}\n`),
    signIn(`${literal('password before a stray sign')} ?`),
    signIn(word('password without quotation marks')),
    signIn(`[${literal('password as a list')}]`),
    signIn(`{value: ${literal('password as an object')}}`),
    signIn(`${literal('password beside an unknown field')}, code2: 1`),
    `mutation { signIn(password: ${literal('password as an unknown argument')}) { tokens { accessToken } } }`,
    `mutation { signIn(input: ${literal('password as the input')}) { tokens { accessToken } } }`,
    `{ debates(first: ${literal('text for a number')}) { nodes { id } } }`,
    `{ debates(first: 1, orderBy: ${word('word for an enum')}) { nodes { id } } }`,
    `{ usage(window: {from: ${literal('text for a day')}}) { from } }`,
    `query ${word('name of an operation')} { nothing }`,
    `# ${word('token in a comment')}\n{ nothing }`,
    word('token in place of a document'),
  ];
  // The server does not parse a document of a caller who has not signed in.
  for (const query of documents) for (const headers of [{}, signedIn]) await doors.post('/graphql', { query }, headers);
}

async function inVariables(doors: Doors, signedIn: SignedIn): Promise<void> {
  const variables = (name: string, wrong: (secret: string) => unknown) => {
    const input = wrong(doors.plant(name, aSecret()));
    return doors.post('/graphql', { query: SIGN_IN, variables: { input } });
  };
  await variables('password in a list', (secret) => ({ email: EMAIL, password: [secret] }));
  await variables('password in an object', (secret) => ({ email: EMAIL, password: { value: secret } }));
  await variables('password under a misspelt name', (secret) => ({ email: EMAIL, pasword: secret }));
  await variables('password beside a missing address', (password) => ({ password }));
  await variables('password as the input', (secret) => secret);
  await variables('password as a name', (secret) => ({ email: EMAIL, password: 'x', [secret]: 1 }));
  const list =
    'query($first: Int!, $orderBy: DebateOrder) { debates(first: $first, orderBy: $orderBy) { nodes { id } } }';
  const ask = (more: object) => doors.post('/graphql', { query: list, ...more }, signedIn);
  await ask({ variables: { first: doors.plant('variable for a number', aSecret()) } });
  await ask({ variables: { first: 1, orderBy: doors.plant('variable for an enum', aSecret()) } });
  await ask({ variables: doors.plant('text as variables', aSecret()) });
  await ask({ operationName: doors.plant('wrong operation', aSecret()), variables: { first: 1 } });
}

async function inBodies(doors: Doors): Promise<void> {
  const body = (name: string, secret = aSecret()) =>
    JSON.stringify({ query: SIGN_IN, password: doors.plant(name, secret) });
  for (const path of ['/graphql', '/api/auth/link', '/api/auth/refresh']) {
    const token = doors.plant(`bare word in the body of ${path}`, `w${aToken()}`);
    await doors.post(path, `{"code": ${token}}`);
    await doors.post(path, doors.plant(`the body of ${path}`, `w${aToken()}`));
    await doors.post(path, body(`body of ${path} without its end`).slice(0, -1));
    await doors.post(
      path,
      body(`body of ${path} with more behind it`) + doors.plant(`behind the body of ${path}`, aToken()),
    );
    await doors.post(path, body(`body of another type of ${path}`), { 'content-type': 'text/plain' });
    await doors.post(path, `password=${encodeURIComponent(doors.plant(`form for ${path}`, aSecret()))}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    await doors.post(path, body(`body of an unknown type of ${path}`), {
      'content-type': doors.plant(`type of ${path}`, `w${aToken()}`),
    });
  }
  const long = `${body('body that is too long')}${' '.repeat(1_100_000)}`;
  await doors.post('/graphql', long, { connection: 'close' }).catch(() => undefined);
}

async function onSockets(doors: Doors): Promise<void> {
  const token = (name: string) => doors.plant(name, aToken());
  const init = { type: 'connection_init' };
  const subscribe = (payload: object) => ({ type: 'subscribe', id: '1', payload });
  const password = doors.plant('password on a socket', aSecret());
  await doors.greet('/graphql', {}, { ...init, payload: { authorization: `Bearer ${token('token of a greeting')}` } });
  await doors.greet('/graphql', {}, { ...init, payload: { password: token('password of a greeting') } });
  await doors.greet('/graphql', { authorization: `Bearer ${token('token of an upgrade')}` }, init);
  await doors.greet(`/graphql?token=${encodeURIComponent(token('token in the address of a socket'))}`, {}, init);
  await doors.greet(`/nowhere?token=${encodeURIComponent(token('token in the address of no socket'))}`, {}, init);
  await doors.greet('/graphql', {}, `{"type": ${token('message that is no JSON')}}`);
  await doors.greet('/graphql', {}, { type: token('type of a message') });
  await doors.greet('/graphql', {}, init, subscribe({ query: `{ signIn(password: ${JSON.stringify(password)}` }));
  const variables = { input: { email: EMAIL, password: [doors.plant('variable on a socket', aSecret())] } };
  await doors.greet('/graphql', {}, init, subscribe({ query: SIGN_IN, variables }));
}
