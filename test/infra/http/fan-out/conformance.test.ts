import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventCursor } from '../../../../src/domain/events/cursor.ts';
import { eventually } from '../support/eventually.ts';
import { isEnd, Recorder, subscribing } from './support/recorder.ts';
import { seeded } from './support/seeded.ts';
import { slow } from './support/toy-log.ts';
import { type ToyServer, toyServer } from './support/toy-server.ts';
import { ToyWorld } from './support/toy-world.ts';

interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
  readonly id?: string;
}

const PLAIN =
  'subscription ($stream: ID!, $after: String) { events(stream: $stream, after: $after) { seq cursor text } }';

const world = new ToyWorld({ reading: slow(seeded(1)) });
let shared: ToyServer;
/** A server with graphql-ws and graphql-js alone, over the same streams. */
let alone: ToyServer;

beforeAll(async () => {
  shared = await toyServer({ world });
  alone = await toyServer({ world, sharedFields: [] });
  await world.grow('ended', ...Array.from({ length: 150 }, (_, at) => `event ${at + 1}`));
  await world.end('ended');
  await world.grow('broken', 'one', { text: 'two', isBroken: true }, 'three');
  await world.end('broken');
  await world.grow('erased', 'one', 'two', 'three', 'four', 'five');
  await world.end('erased');
  world.log.eraseOne(world.ref('erased'), 4);
  await world.grow('damaged', ...Array.from({ length: 200 }, (_, at) => `event ${at + 1}`));
  await world.end('damaged');
  world.log.lose(world.ref('damaged'), 70);
  world.hidden.add('hidden');
  const sizes = [1, 40, 41, 42, 43, 100, 125, 126, 127, 65_400, 65_500, 65_535, 65_536, 70_000, 200_000, 3];
  await world.grow('sizes', ...sizes.map((size) => 'x'.repeat(size)));
  await world.end('sizes', 'žluťoučký kůň 🐎 " \\ \u2028 \ud83d');
});
afterAll(async () => {
  await shared.stop();
  await alone.stop();
});

/** All messages of each operation, until every operation has ended. */
async function answersOf({ url }: ToyServer, operations: readonly Asked[]): Promise<Record<string, string[]>> {
  const recorder = await Recorder.on(url);
  const ids = operations.map(({ id }, at) => id ?? `op-${at}`);
  for (const [at, { query, variables, operationName }] of operations.entries())
    recorder.subscribe(ids[at] ?? '', query, variables, operationName);
  await recorder.ended(...ids);
  await recorder.close();
  return Object.fromEntries(ids.map((id) => [id, recorder.of(id)]));
}

async function expectSame(...operations: readonly Asked[]): Promise<Record<string, string[]>> {
  const expected = await answersOf(alone, operations);
  expect(await answersOf(shared, operations)).toEqual(expected);
  return expected;
}

function after(stream: string, seq: number): Asked {
  return { query: PLAIN, variables: { stream, after: eventCursor(stream, seq) } };
}

function last(answers: Record<string, string[]>, id = 'op-0') {
  return JSON.parse(answers[id]?.at(-1) ?? '{}');
}

describe('shared subscriptions send the same bytes as graphql-ws alone:', () => {
  it('all events, in order, and completion', async () => {
    const answers = await expectSame({ query: PLAIN, variables: { stream: 'ended' } });
    expect(answers['op-0']).toHaveLength(152);
    expect(last(answers).type).toBe('complete');
    expect(shared.fanOut.size.groups).toBeGreaterThan(0);
    expect(alone.fanOut.size.groups).toBe(0);
  });

  it.each([1, 63, 64, 65, 128, 150])('the events after the cursor of event %i', async (seq) => {
    expect((await expectSame(after('ended', seq)))['op-0']).toHaveLength(152 - seq);
  });

  it('completion at once, for a cursor of the last event', async () => {
    expect((await expectSame(after('ended', 151)))['op-0']).toHaveLength(1);
  });

  it('payloads that need every frame header size, with any text', async () => {
    await expectSame({ query: PLAIN, variables: { stream: 'sizes' } });
    await Promise.all(Array.from({ length: 16 }, (_, seq) => expectSame(after('sizes', seq + 1), after('sizes', seq))));
  });

  it('short messages of every length', async () => {
    await world.grow('short', ...Array.from({ length: 120 }, (_, at) => 'y'.repeat(at)));
    await world.end('short');
    const query = 'subscription { events(stream: "short") { t: text } }';
    await expectSame(...['1', '22', '333'].map((id) => ({ query, id })));
  });

  it.each<[string, string]>([
    ['a UUID', '0b0e3a58-0a11-4f1f-8a0b-3d1c8a5d3f77'],
    ['quotes and backslashes', '"\\"\\\\/\b\f\n\r\t"'],
    ['other letters', 'ключ 🗝 ключ'],
    ['half a surrogate pair', '\ud83d\u0000'],
    ['the name of a method', '__proto__x'],
    ['127 bytes', 'i'.repeat(127)],
    ['128 bytes', 'i'.repeat(128)],
    ['1,000 bytes', 'i'.repeat(1_000)],
    ['70,000 bytes', 'i'.repeat(70_000)],
  ])('an id of %s', async (_, id) => {
    await expectSame({ query: PLAIN, variables: { stream: 'broken' }, id });
  });

  it('errors of single fields', async () => {
    const query = (field: string) => `subscription { events(stream: "broken") { seq ${field} } }`;
    const answers = await expectSame({ query: query('fragile') }, { query: query('strict') });
    expect(answers['op-0']?.[1]).toMatch(/"errors":\[.*"data":\{"events":\{"seq":2,"fragile":null\}\}/);
    expect(answers['op-1']?.[1]).toMatch(/"data":null/);
  });

  it.each<[string, Asked, string]>([
    ['NOT_FOUND', { query: PLAIN, variables: { stream: 'hidden' } }, 'NOT_FOUND'],
    [
      'BAD_CURSOR, for a cursor of another stream',
      { query: PLAIN, variables: { stream: 'ended', after: 'x' } },
      'BAD_CURSOR',
    ],
    ['BAD_CURSOR, for a cursor ahead of the stream', after('ended', 152), 'BAD_CURSOR'],
    ['BAD_CURSOR, for a cursor ahead of an empty stream', after('nothing', 1), 'BAD_CURSOR'],
    ['BAD_USER_INPUT, for variables of another type', { query: PLAIN, variables: { stream: [1] } }, 'BAD_USER_INPUT'],
    ['mistakes in the document', { query: 'subscription { events { seq } }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s', async (_, asked, code) => {
    const answers = await expectSame(asked);
    expect(JSON.stringify(answers)).toContain(code);
  });

  it('the events before an erased event, and then its error', async () => {
    const answers = await expectSame({ query: PLAIN, variables: { stream: 'erased' } });
    expect(answers['op-0']).toHaveLength(4);
    expect(last(answers)).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('the events after an erased event, also while other subscribers fail at it', async () => {
    const all = [0, 1, 2, 3, 4, 5].map((seq) => after('erased', seq));
    const { 'op-4': behind } = await expectSame(
      ...all.map((asked, at) => (at === 0 ? { ...asked, variables: { stream: 'erased' } } : asked)),
    );
    expect(behind).toHaveLength(3);
  });

  it('the events before a missing event, and then an error without details', async () => {
    const answers = await expectSame(after('damaged', 3));
    expect(answers['op-0']).toHaveLength(67);
    expect(last(answers).payload[0].extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', errorId: 'err_1' });
  });

  it('the events after a missing event', async () => {
    expect((await expectSame(after('damaged', 70)))['op-0']).toHaveLength(132);
  });

  it('the operation that was named in a document with several', async () => {
    const query = `
      query Hello { hello }
      subscription Short { events(stream: "broken") { seq } }
      subscription Long($after: String) { events(stream: "broken", after: $after) { seq text } }`;
    const variables = { after: eventCursor('broken', 1) };
    const answers = await expectSame(
      ...['Short', 'Long', 'Hello', 'None'].map((operationName) => ({ query, operationName, variables })),
    );
    expect(answers['op-0']).toHaveLength(5);
    expect(answers['op-1']).toHaveLength(4);
  });

  it('aliases, fragments, variables with defaults, and null', async () => {
    const query = `
      subscription ($after: String = "${eventCursor('broken', 2)}", $repeat: Int = 2, $word: String) {
        it: events(stream: "broken", after: $after) { n: seq ...Text ... on Event { echo(word: $word) } }
      }
      fragment Text on Event { twice: text(repeat: $repeat) __typename }`;
    const answers = await expectSame(
      { query },
      { query, variables: { after: null } },
      { query, variables: { repeat: 3, after: eventCursor('broken', 1) } },
      { query, variables: { word: 'w' } },
      { query, variables: { word: null } },
    );
    expect(Object.values(answers).map(({ length }) => length)).toEqual([3, 5, 4, 3, 3]);
  });

  it('a cursor that is written in the document, or is used twice', async () => {
    const literal = (seq: number) =>
      `subscription { events(stream: "ended", after: "${eventCursor('ended', seq)}") { seq } }`;
    const twice = 'subscription ($c: String) { events(stream: "ended", after: $c) { seq echo(word: $c) } }';
    const asked = [140, 145].flatMap((seq) => [
      { query: literal(seq) },
      { query: twice, variables: { c: eventCursor('ended', seq) } },
    ]);
    const answers = await expectSame(...asked);
    expect(answers['op-3']?.[0]).toContain(`"echo":"${eventCursor('ended', 145)}"`);
  });

  it('the different results of several fields over one stream', async () => {
    const query = 'subscription { shouts(stream: "broken") { text } }';
    const answers = await expectSame({ query: PLAIN, variables: { stream: 'broken' } }, { query });
    expect(answers['op-1']?.[0]).toContain('"ONE"');
  });

  it('documents that cannot be shared', async () => {
    const include = 'subscription ($yes: Boolean!) { events(stream: "broken") @include(if: $yes) { seq } }';
    await expectSame(
      { query: 'subscription { ...Root } fragment Root on Subscription { events(stream: "broken") { seq } }' },
      { query: 'subscription { ... { events(stream: "broken") { seq } } }' },
      { query: include, variables: { yes: true } },
      { query: include, variables: { yes: false } },
      { query: 'subscription { countdown(from: 3) }' },
      { query: 'subscription { events(stream: "broken") { seq } events(stream: "broken") { text } }' },
      { query: '{ hello }' },
    );
  });

  it('live events', async () => {
    const recorders = await Promise.all([shared, alone].map(({ url }) => Recorder.on(url)));
    for (const recorder of recorders) recorder.subscribe('live', PLAIN, { stream: 'live' });
    for (let seq = 1; seq <= 40; seq++) {
      await world.grow('live', `event ${seq}`);
      if (seq % 7 === 0) await eventually(() => recorders[1]?.of('live').length).toBe(seq);
      // Later subscribers join in the middle.
      if (seq === 20) for (const recorder of recorders) recorder.subscribe('late', PLAIN, { stream: 'live' });
    }
    await world.end('live');
    const [one, other] = await Promise.all(recorders.map((recorder) => recorder.ended('live', 'late')));
    for (const id of ['live', 'late']) {
      expect(one?.of(id)).toHaveLength(42);
      expect(one?.of(id)).toEqual(other?.of(id));
    }
    await Promise.all(recorders.map((recorder) => recorder.close()));
  });

  it('the live events before an event that fails, and none after it', async () => {
    const recorders = await Promise.all([shared, alone].map(({ url }) => Recorder.on(url)));
    await world.grow('stumble', 'one');
    for (const recorder of recorders) recorder.subscribe('live', PLAIN, { stream: 'stumble' });
    await Promise.all(recorders.map((recorder) => recorder.until(({ messages }) => messages.length === 1)));
    await world.log.append(
      world.ref('stumble'),
      ['two', 'three', 'four'].map((text) => ({ kind: 'toy', data: { text } })),
    );
    world.log.eraseOne(world.ref('stumble'), 3);
    await world.bus.notify(world.ref('stumble'));
    const [one, other] = await Promise.all(recorders.map((recorder) => recorder.ended('live')));
    expect(one?.messages).toHaveLength(3);
    expect(one?.messages).toEqual(other?.messages);
    // A subscriber after the failed event continues in the same group.
    for (const recorder of recorders)
      recorder.subscribe('on', PLAIN, { stream: 'stumble', after: eventCursor('stumble', 3) });
    await world.end('stumble');
    await Promise.all(recorders.map((recorder) => recorder.ended('on')));
    expect(one?.of('on')).toHaveLength(3);
    expect(one?.of('on')).toEqual(other?.of('on'));
    await Promise.all(recorders.map((recorder) => recorder.close()));
  });
});

it('an id that is too long is served, but not by a shared group', async () => {
  const recorder = await Recorder.on(shared.url);
  recorder.subscribe('i'.repeat(300), PLAIN, { stream: 'quiet' });
  recorder.subscribe('i', PLAIN, { stream: 'quiet' });
  await world.grow('quiet', 'one');
  await recorder.until(({ messages }) => messages.length === 2);
  expect(shared.fanOut.size.subscribers).toBe(1);
  await recorder.close();
});

describe('an id that is in use', () => {
  it('closes its socket with 4409, and other sockets continue', async () => {
    const stays = await Recorder.on(shared.url);
    const twice = await Recorder.on(shared.url);
    for (const recorder of [stays, twice]) recorder.subscribe('1', PLAIN, { stream: 'duplicate' });
    await world.grow('duplicate', 'one');
    await twice.until(({ messages }) => messages.length === 1);
    twice.subscribe('1', PLAIN, { stream: 'duplicate' });
    expect(await twice.closed).toMatchObject({ code: 4409 });
    await world.end('duplicate');
    await stays.ended('1');
    expect(stays.messages.filter((message) => !isEnd(message))).toHaveLength(2);
    await stays.close();
  });

  it('closes the socket also when both messages arrive in one packet', async () => {
    const recorder = await Recorder.on(shared.url);
    const subscribe = subscribing('1', PLAIN, { stream: 'duplicate' });
    recorder.sendAtOnce(subscribe, subscribe);
    expect(await recorder.closed).toMatchObject({ code: 4409 });
  });
});
