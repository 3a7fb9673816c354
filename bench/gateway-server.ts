// A provider on loopback with the API of OpenAI, in a separate process: 50 pieces per call. Prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PIECES = 50;
const chunk = (delta: object, finish_reason: string | null, more: object = {}) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'bench', choices: [{ index: 0, delta, finish_reason }], ...more })}\n\n`;
const pieces = Array.from({ length: PIECES }, (_, place) => chunk({ content: `word ${place} ` }, null));
const usage = { prompt_tokens: 100, completion_tokens: PIECES, total_tokens: 100 + PIECES };
const answer = `${pieces.join('')}${chunk({}, 'stop', { usage })}data: [DONE]\n\n`;

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answer);
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
