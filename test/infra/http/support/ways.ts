import type { OutgoingHttpHeaders } from 'node:http';
import { AUTHORIZED } from '../../../support/credentials.ts';
import { send } from './requests.ts';
import { RawSocket } from './sockets.ts';

/** The result, the same for every transport. */
export interface Answered {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: Record<string, unknown>;
}

export interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** Sends a document as this caller, by default the owner. Null is a caller without a credential. */
export type Way = (server: { readonly url: string }, asked: Asked, authorization?: string | null) => Promise<Answered>;

const json = (authorization: string | null): OutgoingHttpHeaders => ({
  'content-type': 'application/json',
  authorization: authorization ?? undefined,
});

/** Every transport for a document. */
export const WAYS: readonly (readonly [string, Way])[] = [
  [
    'HTTP',
    async ({ url }, asked, authorization = AUTHORIZED.authorization) => {
      const headers = json(authorization);
      const { text } = await send(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(asked) });
      return JSON.parse(text);
    },
  ],
  [
    'a socket',
    async ({ url }, asked, authorization = AUTHORIZED.authorization) => {
      const socket = new RawSocket(`${url.replace(/^http/, 'ws')}/graphql`);
      await socket.opened;
      socket.send({ type: 'connection_init', ...(authorization !== null && { payload: { authorization } }) });
      await socket.next();
      socket.send({ type: 'subscribe', id: '1', payload: asked });
      const { type, payload } = await socket.next();
      await socket.close();
      return (type === 'error' ? { errors: payload } : payload) as Answered;
    },
  ],
  [
    'server-sent events',
    async ({ url }, asked, authorization = AUTHORIZED.authorization) => {
      const headers = json(authorization);
      const { text } = await send(`${url}/graphql/stream`, { method: 'POST', headers, body: JSON.stringify(asked) });
      const [, data = text] = /^data: (.*)$/m.exec(text) ?? [];
      return JSON.parse(data);
    },
  ],
];

export function codesIn({ errors = [] }: Answered): readonly string[] {
  return errors.map(({ extensions }) => extensions.code);
}
