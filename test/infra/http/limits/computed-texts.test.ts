import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { AUTHORIZED } from '../../../support/credentials.ts';
import { DebatesWorld } from '../../../support/debates-world.ts';
import { AccessWorld } from '../../../support/memory/access-world.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeServer, fakeServer } from '../support/fake-server.ts';
import { errorsOf, post, send } from '../support/requests.ts';

const KIB = 1024;
/** Characters of each turn, by the task of the debate. */
const LENGTHS: Readonly<Record<string, number>> = {
  'Which one?': 100,
  'A long one?': 60 * KIB,
  'A huge one?': 600 * KIB,
};

let server: FakeServer;
const ids: string[] = [];
beforeAll(async () => {
  const script = (ask: { participantId: string; kind: string; decision: { task: string } }) =>
    ask.kind === 'CRITIQUE' ? {} : { position: 'x', text: 'word '.repeat((LENGTHS[ask.decision.task] ?? 0) / 5) };
  const world = new DebatesWorld({ script: script as never });
  server = await fakeServer({ ARAGORA_RATE_LIMITS: 'on' }, { world, access: new AccessWorld(world.clock) });
  const { decision } = (await world.start()) as never as { decision: object };
  for (const task of Object.keys(LENGTHS))
    ids.push(
      (await world.debate({ decision: { ...decision, task } as never, protocol: { mode: 'VOTE' } as never })).id,
    );
});
afterAll(() => server.stop());

interface Answer {
  readonly data: Record<string, { document: string | null } | null> | null;
  readonly errors?: { message: string; path: unknown[] }[];
  readonly extensions: { cost: { points: number } };
}
const ask = async (query: string) => JSON.parse((await post(server.url, query)).text) as Answer;
const costOf = async (selection: string) => {
  const { text } = await post(server.url, `{ rateLimit(dryRun: true) { cost } ${selection} }`);
  return JSON.parse(text).data.rateLimit.cost as number;
};

describe('the cost of a computed text', () => {
  it('is counted for every alias and every item of a page', async () => {
    const aliases = Array.from({ length: 14 }, (_, at) => `d${at}: document(format: CSV)`).join(' ');
    expect(await costOf(`debates(first: 25) { nodes { ${aliases} } }`)).toBeGreaterThan(25 * 14 * 20);
    expect(await costOf(`receipt(debateId: "dbt_1") { ${aliases} }`)).toBeGreaterThan(14 * 20);
    expect(await costOf('auditExport { text }')).toBeGreaterThanOrEqual(64);
  });

  it('is not that of a stored text with the same name', async () => {
    expect(await costOf('debate(id: "dbt_1") { evidence { source { document } } }')).toBeLessThan(20);
  });

  it('grows with the size in every format, and counts a text once', async () => {
    const points = async (id: string, selection: string) =>
      (await ask(`{ debate(id: "${id}") { ${selection} } }`)).extensions.cost.points;
    for (const format of ['JSON', 'MARKDOWN', 'CSV']) {
      const [short, long] = [
        await points(ids[0] ?? '', `document(format: ${format})`),
        await points(ids[1] ?? '', `document(format: ${format})`),
      ];
      expect(short).toBe(21);
      expect(long).toBeGreaterThan(40);
      expect(await points(ids[1] ?? '', `a: document(format: ${format}) b: document(format: ${format})`)).toBe(
        long + 20,
      );
    }
  });

  it('is refused above the maximum, and leaves the rest of the response', async () => {
    const { data, errors } = await ask(
      `{ a: debate(id: "${ids[2]}") { document } b: debate(id: "${ids[0]}") { document } }`,
    );
    expect(data?.a).toEqual({ document: null });
    expect(data?.b?.document).toContain('# Which one?');
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([
      [expect.stringContaining(`GET /api/debates/${ids[2]}/document`), ['a', 'document']],
    ]);
  });

  it('takes no subscription', async () => {
    const query = `subscription { debateEvents(debateId: "${ids[0]}") { ... on DebateEnded { debate { document } } } }`;
    const { text } = await send(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    });
    expect(text).not.toContain('Which one?');
  });
});

describe('a computed text over REST', () => {
  it('has any length, is a file, and takes points', async () => {
    const { status, headers, text } = await send(`${server.url}/api/debates/${ids[2]}/document?format=markdown`);
    expect([status, headers['content-type']]).toEqual([200, 'text/markdown; charset=utf-8']);
    expect(headers).toMatchObject({
      'content-disposition': `attachment; filename="${ids[2]}.md"`,
      'x-content-type-options': 'nosniff',
      'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
    });
    expect(text.length).toBeGreaterThan(1_200 * KIB);
    const before = Number(headers['x-ratelimit-remaining']);
    const next = await send(`${server.url}/api/debates/${ids[0]}/document`);
    expect(JSON.parse(next.text)).toMatchObject({ id: ids[0] });
    expect(before - Number(next.headers['x-ratelimit-remaining'])).toBeGreaterThan(1_200 / 4);
  });

  it('sends no text for HEAD, and refuses an unknown debate', async () => {
    const head = await send(`${server.url}/api/debates/${ids[2]}/document`, { method: 'HEAD' });
    expect([head.status, head.headers['content-type'], head.text]).toEqual([
      200,
      'application/json; charset=utf-8',
      '',
    ]);
    expect(errorsOf(await send(`${server.url}/api/debates/dbt_9/document`))).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('is refused to an address that reads twenty already', async () => {
    endlessExport();
    const open = Array.from({ length: 20 }, readFirst);
    await Promise.all(open.map(({ first }) => first));
    const path = `${server.url}/api/debates/${ids[0]}/document`;
    expect(errorsOf(await send(path))).toMatchObject([{ code: 'RATE_LIMITED' }]);
    for (const { leave } of open) leave();
    await eventually(async () => (await send(path)).status).toBe(200);
  });

  it('is made no further when its reader leaves', async () => {
    const made = endlessExport();
    const { first, leave } = readFirst();
    await first;
    leave();
    await eventually(() => made.isLeft).toBe(true);
    expect(made.debates).toBeLessThan(1_000);
  });
});

/** Makes the export list the debates again and again, until the end of the test. */
function endlessExport() {
  const { debates } = server.world;
  const { all } = debates;
  const made = { debates: 0, isLeft: false };
  debates.all = async function* (actor) {
    try {
      for (;;) {
        for await (const debate of all.call(debates, actor)) {
          made.debates++;
          yield debate;
        }
      }
    } finally {
      made.isLeft = true;
    }
  };
  onTestFinished(() => {
    debates.all = all;
  });
  return made;
}

/** Requests the export, and reads no more than its first part. */
function readFirst() {
  let leave = () => {};
  const first = new Promise<void>((resolve) => {
    const options = { headers: AUTHORIZED, agent: false };
    const sent = request(`${server.url}/api/debates/export`, options, (response) => {
      response.once('data', () => {
        response.pause();
        resolve();
      });
    });
    leave = () => sent.destroy();
    sent.on('error', () => {}).end();
  });
  return { first, leave: () => leave() };
}
