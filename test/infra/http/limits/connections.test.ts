import { deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { AUTHORIZED } from '../../../support/credentials.ts';
import type { Settings } from '../support/a-server.ts';
import { BareConnection, upgradeHead } from '../support/bare-connection.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { post, send } from '../support/requests.ts';
import { RawSocket, upgradeAnswer } from '../support/sockets.ts';

const PROXY = '127.0.0.3';
const CHANGES = 'subscription { debatesChanged { debateId } }';

let server: FakeServer;
afterEach(() => server.stop());

async function aServerWith(settings: Settings = {}): Promise<FakeServer> {
  server = await fakeServer(settings);
  return server;
}

/** A text frame of a client, split into parts of this many bytes. */
function frames(text: string, part = text.length, firstByte = 0x01): Buffer[] {
  const bytes = Buffer.from(text, 'latin1');
  return Array.from({ length: Math.ceil(bytes.length / part) }, (_, at) => {
    const payload = bytes.subarray(at * part, (at + 1) * part);
    const isLast = (at + 1) * part >= bytes.length;
    const head = Buffer.alloc(14);
    head[0] = (isLast ? 0x80 : 0) | (at === 0 ? firstByte : 0);
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(payload.length), 2);
    // A mask of zeros leaves the bytes unchanged.
    return Buffer.concat([head, payload]);
  });
}

describe('the sockets of one address', () => {
  it('are limited, counted together over both ports and with event streams', async () => {
    const { url, wsUrl } = await aServerWith({ ARAGORA_MAX_SOCKETS_PER_ADDRESS: '3', ARAGORA_TRUSTED_PROXIES: PROXY });
    const own = `${url.replace(/^http/, 'ws')}/graphql`;
    const sockets = [await new RawSocket(own).greet(), await new RawSocket(wsUrl).greet()];
    const leaving = new AbortController();
    const stream = await fetch(`${url}/graphql/stream?query=${encodeURIComponent(CHANGES)}`, {
      headers: { authorization: 'Bearer the-api-token-of-every-test' },
      signal: leaving.signal,
    });
    expect(stream.status).toBe(200);
    for (const address of [own, wsUrl]) {
      const refused = await upgradeAnswer(address, {});
      expect(refused).toMatchObject({ status: 429, text: expect.stringContaining('ARAGORA_MAX_SOCKETS_PER_ADDRESS') });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      // The address that the client writes into its headers does not matter.
      expect((await upgradeAnswer(address, { 'x-forwarded-for': '198.51.100.7' })).status).toBe(429);
    }
    const refused = await send(`${url}/graphql/stream?query=${encodeURIComponent(CHANGES)}`);
    const { code, retryAfterSeconds } = JSON.parse(refused.text).errors[0].extensions;
    expect([refused.status, code]).toEqual([429, 'RATE_LIMITED']);
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(refused.headers['retry-after']).toBe(String(retryAfterSeconds));
    expect((await post(url, '{ agents { id } }')).status).toBe(200);

    await sockets[0]?.close();
    await eventually(async () => (await upgradeAnswer(own, {})).status).toBe(101);
    leaving.abort();
    await eventually(async () => (await upgradeAnswer(own, {})).status).toBe(101);
    await sockets[1]?.close();
  });

  it('are fewer after one of them has closed', async () => {
    const { wsUrl } = await aServerWith({ ARAGORA_MAX_SOCKETS_PER_ADDRESS: '2' });
    const [closing, open] = [await new RawSocket(wsUrl).greet(), await new RawSocket(wsUrl).greet()];
    await closing.close();
    let another: RawSocket | undefined;
    await eventually(async () => {
      another = await new RawSocket(wsUrl).greet().catch(() => undefined);
      return another !== undefined;
    }).toBe(true);
    expect((await upgradeAnswer(wsUrl, {})).status).toBe(429);
    await Promise.all([open.close(), another?.close()]);
  });

  it('do not include a client that left before its stream was accepted', async () => {
    const held = Promise.withResolvers<void>();
    let asked = 0;
    const allowance = { limit: 9, remaining: 9, resetAt: new Date() };
    const take = async () => {
      if (++asked === 1) await held.promise;
      return { allowance, isRefused: false };
    };
    const settings = { ARAGORA_RATE_LIMITS: 'on', ARAGORA_MAX_SOCKETS_PER_ADDRESS: '1' };
    server = await fakeServer(settings, undefined, () => ({ take }));
    const statusOfStream = async () => {
      const signal = AbortSignal.timeout(500);
      const address = `${server.url}/graphql/stream?query=${encodeURIComponent(CHANGES)}`;
      const answer = await fetch(address, { headers: AUTHORIZED, signal });
      await answer.body?.cancel();
      return answer.status;
    };
    await expect(statusOfStream()).rejects.toThrow();
    // The server answers this request after it has noticed that the client left.
    await post(server.url, '{ agents { id } }');
    held.resolve();
    await post(server.url, '{ agents { id } }');
    await eventually(statusOfStream).toBe(200);
  });

  it('are counted for the client behind a trusted proxy', async () => {
    const { wsUrl } = await aServerWith({ ARAGORA_MAX_SOCKETS_PER_ADDRESS: '1', ARAGORA_TRUSTED_PROXIES: PROXY });
    const behind = (client: string) =>
      new RawSocket(wsUrl, undefined, { localAddress: PROXY, headers: { 'x-forwarded-for': client } });
    const [one, another] = [await behind('198.51.100.1').greet(), await behind('198.51.100.2').greet()];
    await expect(behind('203.0.113.1, 198.51.100.2').opened).rejects.toThrow('429');
    const far = await behind('2001:db8:1:2::1').greet();
    await expect(behind('2001:db8:1:2:3::4').opened).rejects.toThrow('429');
    await Promise.all([one.close(), another.close(), far.close()]);
  });

  it('are counted also before connection_init', async () => {
    const { wsUrl } = await aServerWith({ ARAGORA_MAX_SOCKETS_PER_ADDRESS: '2' });
    const held = Array.from({ length: 2 }, () => new BareConnection(wsUrl, upgradeHead(wsUrl)));
    await eventually(() => held.every(({ answer }) => answer.includes('101'))).toBe(true);
    expect((await upgradeAnswer(wsUrl, {})).status).toBe(429);
    for (const connection of held) connection.destroy();
    await eventually(async () => (await upgradeAnswer(wsUrl, {})).status).toBe(101);
  });
});

describe('a socket', () => {
  it('that sends nothing is closed with 4408', async () => {
    const { wsUrl } = await aServerWith();
    const silent = Array.from({ length: 50 }, () => new RawSocket(wsUrl));
    const codes = await Promise.all(silent.map(async ({ closed }) => (await closed).code));
    expect(codes).toEqual(Array(50).fill(4408));
  });

  it('is destroyed when the client does not answer the close', async () => {
    const { wsUrl } = await aServerWith();
    const head = upgradeHead(wsUrl, { 'Sec-WebSocket-Protocol': 'graphql-transport-ws' });
    const deaf = new BareConnection(wsUrl, head);
    let hasEnded = false;
    void deaf.ended.then(() => {
      hasEnded = true;
    });
    // The bytes of 4408 in the close frame.
    await eventually(() => deaf.answer).toContain('\x11\x38');
    expect(hasEnded).toBe(false);
    await eventually(() => hasEnded).toBe(true);
    deaf.destroy();
  });

  it.each(['ping', 'pong', 'complete'] as const)('that floods the server with %s messages is closed', async (kind) => {
    const { wsUrl, url } = await aServerWith();
    const socket = await new RawSocket(wsUrl).greet();
    const say = () => socket.send({ type: kind, ...(kind === 'complete' && { id: 'none' }) });
    for (let times = 0; times < 900; times++) say();
    socket.send({ type: 'subscribe', id: '1', payload: { query: '{ agents { id } }' } });
    expect((await socket.nextOf('1')).type).toBe('next');
    for (let times = 0; times < 5_000; times++) say();
    expect(await socket.closed).toMatchObject({ code: 4429 });
    expect((await post(url, '{ agents { id } }')).status).toBe(200);
  });

  it('that floods the server with pings of the WebSocket protocol is closed', async () => {
    const { wsUrl } = await aServerWith();
    const socket = await new RawSocket(wsUrl).greet();
    // First one ping after another, each when the last one was answered. Then all at once.
    socket.socket.on('pong', () => socket.socket.ping());
    socket.socket.ping();
    expect(await socket.closed).toMatchObject({ code: 4429 });
    const another = await new RawSocket(wsUrl).greet();
    for (let times = 0; times < 5_000; times++) another.socket.ping();
    expect((await another.closed).code).toBe(4429);
  });

  it('is closed with 1009 for a message that is too long, in one frame or in several', async () => {
    const { wsUrl } = await aServerWith({ ARAGORA_WS_MAX_MESSAGE_SIZE: '2048' });
    const message = (length: number) => JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(length - 37) } });
    for (const part of [undefined, 100]) {
      const socket = await new RawSocket(wsUrl).greet();
      const inside = (socket.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket;
      for (const frame of frames(message(2_048), part)) inside.write(frame);
      expect((await socket.next()).type).toBe('pong');
      for (const frame of frames(message(2_049), part)) inside.write(frame);
      expect((await socket.closed).code).toBe(1009);
    }
  });

  it('rejects a compressed frame, which could be a decompression bomb', async () => {
    const { wsUrl } = await aServerWith();
    const socket = await new RawSocket(wsUrl, undefined, { perMessageDeflate: true }).greet();
    expect(socket.socket.extensions).toBe('');
    const bomb = deflateRawSync(Buffer.alloc(50 * 1024 * 1024)).toString('latin1');
    const inside = (socket.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket;
    // The bit that marks a frame as compressed.
    for (const frame of frames(bomb, undefined, 0x41)) inside.write(frame);
    expect([1002, 1006]).toContain((await socket.closed).code);
  });
});

describe('a request with a slow head', () => {
  it('is aborted after some seconds', async () => {
    const { url } = await aServerWith();
    const slow = new BareConnection(url, 'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    await slow.opened;
    const dripping = setInterval(() => slow.write('X-More: 1\r\n'), 500);
    await eventually(() => slow.answer).toContain('408');
    clearInterval(dripping);
    slow.destroy();
  });
});

describe('every response', () => {
  it('has the security headers for browsers', async () => {
    const { url } = await aServerWith();
    for (const path of ['/livez', '/nowhere', '/graphql', '/graphql/stream', '/api/auth/me']) {
      const { headers } = await send(`${url}${path}`, { headers: { authorization: undefined } });
      expect(headers, path).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });
});
