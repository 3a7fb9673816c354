import type { OutgoingHttpHeaders } from 'node:http';
import type { TypedDocumentString } from '../../../../src/cli/generated/graphql.ts';
import type { Answered } from '../../../../src/cli/server/api.ts';
import { type Request, type Response, send } from '../../../infra/http/support/requests.ts';
import { RawSocket } from '../../../infra/http/support/sockets.ts';
import { type Place, type Secret, secretOf } from './scan.ts';

/** The HTTP and socket interfaces of a server. Keeps every secret that was sent, and every answer. */
export class Doors {
  readonly answers: Place[] = [];
  readonly secrets: Secret[] = [];
  /** The headers of a caller without credentials. */
  private readonly asNobody: OutgoingHttpHeaders = { authorization: undefined };
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Notes a secret that must not leak. The bytes of a secret that is written in digits are noted separately. */
  plant<T extends string | Buffer>(name: string, value: T): T {
    this.secrets.push(secretOf(name, value));
    return value;
  }

  /** Sends a request, without credentials unless the headers hold some. */
  async send(path: string, { headers = {}, ...request }: Request = {}): Promise<Response> {
    const answer = await send(`${this.url}${path}`, { ...request, headers: { ...this.asNobody, ...headers } });
    const text = `${JSON.stringify(answer.headers)}\n${answer.text}`;
    this.answers.push({ name: `answer ${this.answers.length} (${request.method ?? 'GET'} ${path})`, text });
    return answer;
  }

  /** Sends a JSON body, which may be invalid. */
  post(path: string, body: string | object, headers: OutgoingHttpHeaders = {}): Promise<Response> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.send(path, { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } });
  }

  /** Sends a document that must be answered with data. */
  async ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    bearer?: string,
  ): Promise<Answered<Data>> {
    const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
    const { text } = await this.post('/graphql', { query: String(document), variables }, headers);
    const { data, errors } = JSON.parse(text) as { data?: Answered<Data>; errors?: unknown };
    if (errors || !data) throw new Error(text);
    return data;
  }

  /** Notes a new secret that the last answer may show. It must appear in no other answer. */
  shown(name: string, value: string | null | undefined): string {
    const last = this.answers.pop();
    if (!value || !last?.text.includes(value)) throw new Error(`There is no ${name} in ${last?.text}.`);
    this.answers.push({ ...last, shows: [...(last.shows ?? []), Buffer.from(value)] });
    return this.plant(name, value);
  }

  /** Opens a socket, sends these messages and keeps everything that it receives. */
  async greet(path: string, headers: Record<string, string>, ...messages: (object | string)[]): Promise<void> {
    const socket = new RawSocket(`${this.url.replace(/^http/, 'ws')}${path}`, undefined, { headers });
    const heard: unknown[] = [];
    const refused = await socket.opened.then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (refused === undefined) {
      for (const message of messages) socket.send(message);
      // The server answers each message or closes the socket.
      for (const _ of messages) heard.push(await socket.next().catch(() => undefined));
      socket.socket.close();
      heard.push(await socket.closed);
    }
    this.answers.push({ name: `socket ${this.answers.length}`, text: JSON.stringify([refused, heard]) });
  }
}
