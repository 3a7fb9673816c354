import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { GraphqlApi } from '../graphql/api.ts';
import { answerTooLarge, isLargerThan } from '../limits/answer-size.ts';
import { OpenConnections } from '../limits/open-connections.ts';
import { tooManyTexts } from '../limits/too-much.ts';
import { sendErrors } from './rest-errors.ts';
import type { RestResponse } from './route.ts';
import type { Exchange } from './run-operation.ts';

/** Texts that one address may read at a time: each holds a page of debates in memory, also while it waits. */
const MAX_TEXTS = 20;

/** Sends what routes return. */
export class ResponseSender {
  private readonly api: GraphqlApi;
  private readonly texts = new OpenConnections(MAX_TEXTS);

  constructor(api: GraphqlApi) {
    this.api = api;
  }

  send({ request, reply }: Exchange, { status = 200, headers = {}, body }: RestResponse): FastifyReply {
    if (!(body instanceof Readable)) {
      const { maxAnswerBytes } = this.api;
      // Texts and bytes are files, and end where their object does.
      if (typeof body === 'object' && isLargerThan(body, maxAnswerBytes))
        return sendErrors(reply, [answerTooLarge(maxAnswerBytes)], this.api);
      return reply.code(status).headers(headers).send(body);
    }
    if (request.method === 'HEAD') {
      // Else the whole text would be made, and sent to nobody.
      body.destroy();
      return reply.code(status).headers(headers).send('');
    }
    const { address } = request.caller;
    if (!this.texts.enter(address)) {
      body.destroy();
      return sendErrors(reply, [tooManyTexts()], this.api);
    }
    body.once('close', () => this.texts.leave(address));
    return reply.code(status).headers(headers).send(body);
  }
}
