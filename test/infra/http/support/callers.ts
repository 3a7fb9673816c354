import type { OutgoingHttpHeaders } from 'node:http';
import { send } from './requests.ts';
import { RawSocket } from './sockets.ts';

/** The headers of a request, and the address of this machine that it is sent from. */
export interface Sent {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly from?: string;
}

/** The identity that the server accepts; `REFUSED` when it rejects the credential. */
export type Taken =
  | 'ANONYMOUS'
  | 'REFUSED'
  | { readonly user: string | null; readonly roles: string[]; readonly credential: string };

const QUERY = '{ me { user { id } roles credential } }';

interface Me extends Omit<Exclude<Taken, string>, 'user'> {
  readonly user: { readonly id: string } | null;
}

interface Answer {
  readonly data?: { readonly me?: Me | null } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** Asks for the identity over HTTP. */
export async function takenOverHttp(url: string, { headers, from }: Sent): Promise<Taken> {
  const all = { authorization: undefined, 'content-type': 'application/json', ...headers } as OutgoingHttpHeaders;
  const body = JSON.stringify({ query: QUERY });
  const answer = await send(`${url}/graphql`, {
    method: 'POST',
    headers: all,
    body,
    ...(from !== undefined && { from }),
  });
  const isBad = answer.headers['www-authenticate']?.includes('invalid_token');
  return isBad ? 'REFUSED' : takenIn(JSON.parse(answer.text));
}

/** Asks for the identity over a socket whose request has the headers. */
export async function takenOverSocket(url: string, sent: Sent, greeting?: object): Promise<Taken> {
  const socket = await aSocket(url, sent, greeting);
  if (!socket) return 'REFUSED';
  socket.send({ type: 'subscribe', id: 'me', payload: { query: QUERY } });
  const { type, payload } = await socket.nextOf('me');
  await socket.close();
  return takenIn((type === 'error' ? { errors: payload } : payload) as Answer);
}

/** A socket that was accepted; undefined for one that was closed with 4401. */
export async function aSocket(url: string, { headers, from }: Sent, greeting?: object): Promise<RawSocket | undefined> {
  const options = { headers: headers as Record<string, string>, ...(from !== undefined && { localAddress: from }) };
  const socket = new RawSocket(url, undefined, options);
  await socket.opened;
  socket.send({ type: 'connection_init', ...(greeting && { payload: greeting }) });
  const answer = await socket.next().catch(() => undefined);
  if (answer?.type === 'connection_ack') return socket;
  const { code } = await socket.closed;
  if (code !== 4401) throw new Error(`The socket was closed with ${code}.`);
  return undefined;
}

function takenIn({ data, errors }: Answer): Taken {
  if (data?.me) return { ...data.me, user: data.me.user?.id ?? null };
  const codes = errors?.map(({ extensions }) => extensions.code);
  if (codes?.join() === 'UNAUTHENTICATED') return 'ANONYMOUS';
  throw new Error(JSON.stringify({ data, errors }));
}
