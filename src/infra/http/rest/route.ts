import type { z } from 'zod';
import type { Actor } from '../../../domain/access/actor.ts';
import type { Permission } from '../../../domain/access/permissions.ts';
import type { Proof } from '../../../domain/access/sign-in/step-up.ts';
import type { Work } from '../../../domain/shared/slices.ts';
import { errorBody } from '../error-body.ts';

/** A REST request whose caller is known and whose values fit the schemas of its row. */
export interface RestRequest<Params = unknown, Query = unknown, Body = unknown> {
  readonly actor: Actor;
  /** Where the request comes from; null where that is not known. */
  readonly address: string | null;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The query string as it came, with its question mark; empty without one. */
  readonly search: string;
  /** The `Cookie` header. */
  readonly cookie: string | undefined;
  /** Pays for a text that is streamed. */
  readonly work: Work;
}

export interface RestResponse {
  /** 200 when left out. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: object | string;
  /** A text that is made while it is sent, in place of a body. */
  readonly slices?: AsyncGenerator<string>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface RouteRow<Params, Query, Body> {
  readonly method: Method;
  /** May hold parameters: `/api/receipts/:debateId`. */
  readonly path: string;
  /** One sentence for the documentation. */
  readonly summary: string;
  readonly permission: Permission | 'public';
  /**
   * Schemas of the values; left out: none is taken. Objects are strict, so that an unknown field is refused. A body that may
   * be absent is an optional schema.
   */
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** Headers of every response, refusals included. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `REFUSED` where reading has an effect: programs that only look send HEAD. */
  readonly head?: 'REFUSED';
}

/** A route that executes one operation of schema/operations. It costs what the operation costs. */
export interface OperationRoute<Data = unknown, Params = unknown, Query = unknown, Body = unknown>
  extends RouteRow<Params, Query, Body> {
  /** The name of the operation. */
  readonly operation: string;
  variables?(request: RestRequest<Params, Query, Body>): Readonly<Record<string, unknown>>;
  /** Makes the response of the operation's data, once it has neither errors nor userErrors. */
  respond(data: Data): RestResponse;
}

/** The proof of identity that the route asks for. A route that changes something has to say it. */
type Proven =
  | { readonly method: 'GET'; readonly proof?: Proof }
  | { readonly method: Exclude<Method, 'GET'>; readonly proof: Proof };

/** A route that returns what GraphQL does not: files, redirects, cookies, metrics. */
export type CallRoute<Params = unknown, Query = unknown, Body = unknown> = CallRow<Params, Query, Body> & Proven;

interface CallRow<Params, Query, Body> extends RouteRow<Params, Query, Body> {
  /** What a request takes from the budget of its caller; 0 is not counted, not even for its address. */
  readonly points: number;
  /** A `UserError` it throws becomes a refusal with the code's status. */
  call(request: RestRequest<Params, Query, Body>): RestResponse | Promise<RestResponse>;
}

/** A row of the REST table. */
export type Route = OperationRoute | CallRoute;

/** Only infers the types of a row from its schemas. */
export function operationRoute<Data, Params = unknown, Query = unknown, Body = unknown>(
  row: OperationRoute<Data, Params, Query, Body>,
): Route {
  return row as OperationRoute;
}

/** Only infers the types of a row from its schemas. */
export function callRoute<Params, Query, Body>(row: CallRoute<Params, Query, Body>): Route {
  return row as CallRoute;
}

/** A refusal that no code of the API stands for. */
export function refusal(status: number, code: string, message: string): RestResponse {
  return { status, body: errorBody(message, code) };
}

/** Headers of responses that hold credentials, and of those that lead to them. */
export const PRIVATE = { 'cache-control': 'no-store' } as const;
