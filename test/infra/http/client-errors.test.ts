import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseUnreadable } from '../../../src/infra/http/client-errors.ts';
import { BareConnection } from './support/bare-connection.ts';
import { type FakeServer, fakeServer } from './support/fake-server.ts';

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

async function answered(text: string): Promise<string> {
  const connection = new BareConnection(server.url, text);
  await connection.ended;
  return connection.answer;
}

/** A connection on which a response has begun, or not, and the text that was written to it. */
function aSocket(headersSent: boolean, req: object = { url: '/livez', headers: {} }) {
  const written: string[] = [];
  const socket = {
    ...{ destroyed: false, writable: true, _httpMessage: { headersSent, req } },
    write: (text: string) => written.push(text),
    destroy: () => {
      socket.destroyed = true;
    },
  };
  return { socket, written, refuse: (code: string) => refuse(socket, code) };
}

function refuse(socket: object, code: string): void {
  refuseUnreadable(Object.assign(new Error('late'), { code }), socket as Socket);
}

function bodyOf(response: string): unknown {
  return JSON.parse(response.slice(response.indexOf('\r\n\r\n') + 4));
}

describe('bytes that are not a valid request', () => {
  it.each([
    ['a text that is not HTTP', 'hello\r\n\r\n', 400],
    ['headers of 20 KB', `GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('such as %s are rejected with an error in the usual format', async (_, text, status) => {
    const response = await answered(text);
    expect(response).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(response).toContain('application/json; charset=utf-8');
    expect(bodyOf(response)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it('are rejected with 408 when a request takes too long', () => {
    const { socket, written, refuse } = aSocket(false);
    refuse('ERR_HTTP_REQUEST_TIMEOUT');
    expect(written.join()).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
    expect(bodyOf(written.join())).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(socket.destroyed).toBe(true);
  });

  it('are rejected in the media type that a client of GraphQL accepts, when only the body is late', () => {
    const headers = { accept: 'application/graphql-response+json' };
    const { written, refuse } = aSocket(false, { url: '/graphql', headers });
    refuse('ERR_HTTP_REQUEST_TIMEOUT');
    expect(written.join()).toContain('Content-Type: application/graphql-response+json; charset=utf-8\r\n');
  });

  it('are not answered when a response has already begun', () => {
    const { socket, written, refuse } = aSocket(true);
    refuse('ERR_HTTP_REQUEST_TIMEOUT');
    expect([written, socket.destroyed]).toEqual([[], true]);
  });
});

describe('a head that two programs can read in two ways', () => {
  const request = (...lines: string[]) => ['GET /livez HTTP/1.1', ...lines, 'Connection: close', '', ''].join('\r\n');

  it.each([
    ['two hosts', ['Host: localhost', 'Host: evil.example']],
    ['the same host twice', ['Host: localhost', 'host: localhost']],
    ['no host', []],
    ['two origins', ['Host: localhost', 'Origin: http://localhost', 'Origin: http://evil.example']],
    ['two keys of idempotency', ['Host: localhost', 'Idempotency-Key: a', 'Idempotency-Key: b']],
    ['a transfer encoding that is not undone', ['Host: localhost', 'Transfer-Encoding: gzip, chunked']],
    ['two media types', ['Host: localhost', 'Content-Type: application/json', 'Content-Type: text/plain']],
  ])('is refused: %s', async (_, lines) => {
    const response = await answered(request(...lines));
    expect(response).toMatch(/^HTTP\/1.1 400 /);
    expect(bodyOf(response)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each([
    'http://evil.example/livez',
    'https://localhost:1/livez',
    'http://localhost@evil.example/livez',
    'ftp://localhost/livez',
  ])('is refused: the address %s beside the header host', async (address) => {
    const response = await answered(request('Host: localhost').replace('/livez', address));
    expect(response).toMatch(/^HTTP\/1.1 400 /);
    expect(bodyOf(response)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('is read when an address with a scheme names the same host', async () => {
    const response = await answered(request('Host: localhost').replace('/livez', 'http://LOCALHOST/livez'));
    expect(response).toMatch(/^HTTP\/1.1 200 /);
  });

  it.each(['gzip', 'br', 'deflate, gzip', 'x'])(
    'is refused for a body in the content encoding %s',
    async (encoding) => {
      const head = ['POST /graphql HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
      const rest = [`Content-Encoding: ${encoding}`, 'Content-Length: 2', 'Connection: close', '', '{}'];
      const response = await answered([...head, ...rest].join('\r\n'));
      expect(response).toMatch(/^HTTP\/1.1 415 /);
      expect(bodyOf(response)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    },
  );

  it('is refused for a WebSocket too', async () => {
    const upgrade = ['Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
    const head = ['GET /graphql HTTP/1.1', 'Host: localhost', 'Host: evil.example', 'Connection: Upgrade', ...upgrade];
    const response = await answered([...head, '', ''].join('\r\n'));
    expect(response).toMatch(/^HTTP\/1.1 400 /);
    expect(response).toContain('The request has the header host twice. Send it once.');
  });

  it('is refused with a reason for an expectation that the server does not know', async () => {
    const response = await answered(request('Host: localhost', 'Expect: the-unexpected'));
    expect(response).toMatch(/^HTTP\/1.1 417 /);
    expect(bodyOf(response)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each(['utf-16', 'latin1', '"utf-32"', 'utf-8x', ''])(
    'is refused for a body in the charset %j',
    async (charset) => {
      const head = ['POST /graphql HTTP/1.1', 'Host: localhost', `Content-Type: application/json; charset=${charset}`];
      const response = await answered([...head, 'Content-Length: 2', 'Connection: close', '', '{}'].join('\r\n'));
      expect(response).toMatch(/^HTTP\/1.1 415 /);
      expect(bodyOf(response)).toMatchObject({
        errors: [{ message: 'Send the body as `application/json`, in UTF-8 and not compressed.' }],
      });
    },
  );
});
