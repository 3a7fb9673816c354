import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, send } from '../support/requests.ts';

let server: FakeServer;
let ended: string;
let waiting: string;

beforeAll(async () => {
  server = await fakeServer();
  ended = (await server.world.debate()).id;
  waiting = (await server.world.start()).id;
});
afterAll(() => server.stop());

const get = (path: string) => send(`${server.url}${path}`);

describe('the export of debates', () => {
  it('is a JSON list of all debates, the oldest first', async () => {
    for (const path of ['/api/debates/export', '/api/debates/export?format=json']) {
      const { status, headers, text } = await get(path);
      expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
      expect((JSON.parse(text) as { id: string }[]).map(({ id }) => id)).toEqual([ended, waiting]);
    }
  });

  it('is Markdown or CSV on request, with its content type', async () => {
    const csv = await get('/api/debates/export?format=csv');
    expect([csv.headers['content-type'], csv.headers['content-disposition']]).toEqual([
      'text/csv; charset=utf-8',
      'attachment; filename="debates.csv"',
    ]);
    const turns = (await server.world.find(ended)).turns.length;
    expect(csv.text.split('\r\n')).toHaveLength(1 + turns + 1);
    for (const format of ['markdown', 'md']) {
      const { headers, text } = await get(`/api/debates/export?format=${format}`);
      expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
      expect(text.match(/^# Which one\?$/gm)).toHaveLength(2);
    }
  });

  it.each(['xml', '', 'toString', 'JSON'])('rejects the format %j', async (format) => {
    const answer = await get(`/api/debates/export?format=${format}`);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)).toEqual([
      { code: 'INVALID_INPUT', message: expect.stringContaining('json, markdown or csv') },
    ]);
  });
});

describe('the receipt of a debate over HTTP', () => {
  it('is available in each format', async () => {
    const json = await get(`/api/receipts/${ended}`);
    expect(JSON.parse(json.text)).toMatchObject({ header: { debateId: ended } });
    expect((await get(`/api/receipts/${ended}?format=markdown`)).text).toContain('# Receipt rcp_');
    expect((await get(`/api/receipts/${ended}?format=csv`)).text).toContain('debate.ended');
  });

  it.each(['of a pending debate', 'of an unknown debate', 'of an odd id'])('does not exist %s', async (what) => {
    const id = { 'of a pending debate': waiting, 'of an unknown debate': 'dbt_9', 'of an odd id': '%00%27' }[what];
    const answer = await get(`/api/receipts/${id}`);
    expect([answer.status, errorsOf(answer)[0]?.code]).toEqual([404, 'NOT_FOUND']);
  });
});

it('the public keys of receipts are published as a JSON Web Key Set', async () => {
  const { keys } = JSON.parse((await get('/.well-known/aragora-receipt-keys.json')).text) as { keys: object[] };
  const { keyId, publicKey } = await server.world.keyRing.current();
  expect(keys).toEqual([
    expect.objectContaining({ kty: 'OKP', crv: 'Ed25519', kid: keyId, x: publicKey, retired_at: null }),
  ]);
});
