import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { send } from '../support/requests.ts';
import { WAYS } from '../support/ways.ts';

const HEALTHY = { health: { status: 'HEALTHY' } };
/** More often than a query is executed before it is compiled. */
const TIMES = 4;

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

describe.each(['/graphql', '/graphql/stream'])('by GET %s', (path) => {
  it.each(['operationName=', 'variables=', 'extensions=', 'operationName', 'operationName=&variables=&extensions='])(
    '%s means none',
    async (empty) => {
      const query = encodeURIComponent(`{ health { status } } # ${path}?${empty}`);
      for (const search of [`query=${query}&${empty}`, `${empty}&query=${query}`])
        for (let nth = 0; nth < TIMES; nth++) {
          const { status, text } = await send(`${server.url}${path}?${search}`);
          expect([status, text]).toEqual([200, expect.stringContaining(JSON.stringify(HEALTHY).slice(1, -1))]);
        }
    },
  );

  it('an empty query is none: the request is refused', async () => {
    expect((await send(`${server.url}${path}?query=&operationName=`)).status).toBe(400);
  });
});

describe.each(WAYS)('an empty operation name over %s', (name, way) => {
  it('means none', async () => {
    const query = `query Only { health { status } } # ${name}`;
    for (let nth = 0; nth < TIMES; nth++)
      expect(await way(server, { query, operationName: '' })).toMatchObject({ data: HEALTHY });
  });

  it('means none for a mutation', async () => {
    const query = 'mutation { cancelDebate(input: { id: "dbt_none" }) { userErrors { code } } }';
    expect(await way(server, { query, operationName: '' })).toMatchObject({
      data: { cancelDebate: { userErrors: [{ code: 'NOT_FOUND' }] } },
    });
  });

  it('means none for a subscription', async () => {
    const query = 'subscription { debateEvents(debateId: "dbt_none") { seq } }';
    const { errors } = await way(server, { query, operationName: '' });
    const code = name === 'HTTP' ? 'BAD_REQUEST' : 'NOT_FOUND';
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it('names no operation where there are several', async () => {
    const query = 'query A { health { status } } query B { health { status } }';
    const { errors } = await way(server, { query, operationName: '' });
    expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
  });
});
