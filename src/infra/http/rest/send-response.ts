import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { GraphqlApi } from '../graphql/api.ts';
import { answerTooLarge, isLargerThan } from '../limits/answer-size.ts';
import { OpenConnections } from '../limits/open-connections.ts';
import { tooManyTexts } from '../limits/too-much.ts';
import { sendErrors } from './rest-errors.ts';
import type { RestResponse } from './route.ts';
import type { Exchange } from './run-operation.ts';
import { slicesInTime } from './slices-in-time.ts';

/** Texts that one address may read at a time: each holds a page of debates in memory, also while it waits. */
const MAX_TEXTS = 20;

type Head = Required<Pick<RestResponse, 'status' | 'headers'>>;

/** Sends what routes return. */
export class ResponseSender {
  private readonly api: GraphqlApi;
  private readonly texts = new OpenConnections(MAX_TEXTS);

  constructor(api: GraphqlApi) {
    this.api = api;
  }

  async send(exchange: Exchange, { status = 200, headers = {}, body, slices }: RestResponse): Promise<FastifyReply> {
    if (slices) return this.sendSlices(exchange, slices, { status, headers });
    const { reply } = exchange;
    const { maxAnswerBytes } = this.api;
    // Texts and bytes are files, and end where their object does.
    if (typeof body === 'object' && isLargerThan(body, maxAnswerBytes))
      return sendErrors(reply, [answerTooLarge(maxAnswerBytes)], this.api);
    return reply.code(status).headers(headers).send(body);
  }

  /** The first slice is made within the time of the request, so that its failure still has a status. */
  private async sendSlices({ request, reply }: Exchange, slices: AsyncGenerator<string>, { status, headers }: Head) {
    // Else the whole text would be made, and sent to nobody.
    if (request.method === 'HEAD') return reply.code(status).headers(headers).send('');
    const { address } = request.caller;
    if (!this.texts.enter(address)) return sendErrors(reply, [tooManyTexts()], this.api);
    const first = await slices.next().catch((error) => {
      this.texts.leave(address);
      throw error;
    });
    // One slice waits at most.
    const text = Readable.from(slicesInTime(first, slices, request.deadline), { highWaterMark: 1 });
    text.once('close', () => this.texts.leave(address));
    return reply.code(status).headers(headers).send(text);
  }
}
