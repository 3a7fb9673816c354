import { gzipSync } from 'node:zlib';
import type { ProviderId } from '../../../../../src/domain/agents/provider-id.ts';
import { type Command, FORM, GOOD_FORM, type Outcome, pieces } from '../command.ts';
import { endless, json, leftOpen, type Reply, type Step, stream } from '../reply.ts';
import type { Voice } from '../voice.ts';

/** The network and the caller hold some megabytes on the way. A caller that collects all gets far more. */
const MEGABYTE = 1 << 20;
const BOUNDED: Outcome = { isLetGo: true, maxSent: 24 * MEGABYTE, maxKept: MEGABYTE };
const TOO_MUCH: Outcome = { ...BOUNDED, code: ['MALFORMED', 'CUT'] };
const PROSE = 'And so on, and so on, and then once more. '.repeat(20);
const SPACES = {
  spaces: ' '.repeat(400),
  'line ends': '\n'.repeat(400),
  tabs: '\t \r\n'.repeat(100),
  'single spaces': ' ',
};

/** The floods that differ between protocols. The others differ in nothing but the events around them. */
const IN_EVERY_PROTOCOL = [
  ...['a draft, then spaces without end', 'a draft that never ends', 'words without end', 'one event of 40 MB'],
  ...["thoughts without end in the protocol's own way", 'thoughts without end', 'comments without end, slowly'],
  ...['a JSON body without end under 200', 'a failure of 429 without end', 'an event of many levels'],
];

const ALL: readonly Command[] = [
  ...Object.entries(SPACES).map(([name, space]) =>
    flood(`a draft, then ${name} without end`, (voice) => repeated(whole(voice, FORM), voice.piece(space)), {
      ...BOUNDED,
      ...GOOD_FORM,
    }),
  ),
  flood(
    'a fenced draft, then spaces without end',
    (voice) => repeated(whole(voice, `\`\`\`json\n${FORM}\n\`\`\``), voice.piece(SPACES.spaces)),
    {
      ...BOUNDED,
      ...GOOD_FORM,
    },
  ),
  flood(
    'a draft, then spaces without end, slowly',
    (voice) => repeated(whole(voice, FORM), voice.piece(SPACES.spaces), 10),
    {
      ...BOUNDED,
      ...GOOD_FORM,
    },
  ),
  flood('spaces without end, and no draft', (voice) => repeated(voice.opening(), voice.piece(SPACES.spaces)), TOO_MUCH),
  flood('a draft that never ends', (voice) => repeated(whole(voice, FORM.slice(0, 12)), voice.piece(PROSE)), TOO_MUCH),
  { ...flood('words without end', (voice) => repeated(voice.opening(), voice.piece(PROSE)), TOO_MUCH), wish: 'WORDS' },
  {
    ...flood('words without end, letter by letter', (voice) => repeated(voice.opening(), voice.piece('a')), TOO_MUCH),
    wish: 'WORDS',
  },
  flood('thoughts without end', (voice) => repeated(whole(voice, '<think>'), voice.piece(PROSE)), TOO_MUCH),
  {
    ...flood(
      "thoughts without end in the protocol's own way",
      (voice) => repeated(voice.opening(), `${voice.thought(PROSE)}`),
      {
        ...BOUNDED,
        code: ['MALFORMED', 'CUT', 'TIMEOUT'],
      },
    ),
  },
  flood('comments without end', (voice) => repeated(voice.opening(), ': ping\n\n'.repeat(200)), {
    ...BOUNDED,
    code: ['MALFORMED', 'CUT', 'TIMEOUT'],
  }),
  {
    ...flood('comments without end, slowly', (voice) => repeated(voice.opening(), ': ping\n\n', 50), {
      ...BOUNDED,
      code: 'TIMEOUT',
    }),
    silenceMs: 1_000,
  },
  flood('empty events without end', (voice) => repeated(voice.opening(), 'data: {}\n\n'.repeat(200)), {
    ...BOUNDED,
    code: ['MALFORMED', 'CUT', 'TIMEOUT'],
  }),
  flood('one line without end', (voice) => repeated(`${voice.opening()}data: {"x":"`, PROSE), TOO_MUCH),
  flood('one event of lines without end', (voice) => repeated(voice.opening(), `data: ${PROSE}\n`), TOO_MUCH),
  flood('bare lines without end', (voice) => repeated(voice.opening(), 'And so on.\n{\n}\n'.repeat(200)), {
    ...BOUNDED,
    code: ['MALFORMED', 'CUT', 'TIMEOUT'],
  }),
  flood('lines of JSON without end', () => repeated('{"a":1}\n', '{"a":1}\n'.repeat(200)), {
    ...BOUNDED,
    code: ['MALFORMED', 'CUT', 'TIMEOUT'],
  }),
  flood(
    'an event of many levels in the quotes of Python',
    (voice) => leftOpen(`${voice.opening()}data: ${deep()}\n\n`),
    {
      ...TOO_MUCH,
      maxSent: 2 * MEGABYTE,
    },
  ),
  flood('one event of 40 MB', (voice) => leftOpen(voice.opening(), voice.piece('a'.repeat(40 * MEGABYTE))), TOO_MUCH),
  flood('a JSON body without end under 200', () => jsonWithoutEnd(200), { ...BOUNDED, code: ['MALFORMED', 'CUT'] }),
  flood('a failure of 500 without end', () => jsonWithoutEnd(500), { ...BOUNDED, code: 'OVERLOADED', requests: 1 }),
  flood('a failure of 400 without end', () => jsonWithoutEnd(400), { ...BOUNDED, code: 'MALFORMED', requests: 1 }),
  flood('a failure of 429 without end', () => jsonWithoutEnd(429), { ...BOUNDED, code: 'RATE_LIMIT', requests: 1 }),
  flood(
    'a failure of 5 MB',
    (voice) => json(429, voice.faultBody({ message: 'Rate limit exceeded. '.repeat(250_000), code: 429 })),
    {
      code: 'RATE_LIMIT',
      requests: 1,
    },
  ),
  flood(
    'a web page without end',
    () => ({ ...repeated('<!DOCTYPE html><h1>', PROSE), headers: { 'content-type': 'text/html' } }),
    {
      ...BOUNDED,
      code: 'MALFORMED',
    },
  ),
  {
    ...flood('60 MB in a compressed stream of a few kB', (voice) => compressed(voice), {
      code: ['MALFORMED', 'CUT'],
      maxKept: MEGABYTE,
    }),
    wish: 'WORDS',
  },
  flood('a failure of 60 MB, compressed', () => bomb(500), { code: 'OVERLOADED' }),
  flood('a failure of many levels', () => json(500, '['.repeat(200_000)), { code: 'OVERLOADED' }),
  flood('a JSON body of many levels under 200', () => json(200, `{"error":${'['.repeat(200_000)}`), {
    code: ['MALFORMED', 'CUT', 'OVERLOADED'],
  }),
  flood('an event of many levels', (voice) => stream(`${voice.opening()}data: ${'{"a":'.repeat(100_000)}\n\n`), {
    code: ['MALFORMED', 'CUT'],
  }),
  flood(
    'headers of 1 MB',
    (voice) => ({ ...stream(whole(voice, FORM)), headers: { 'x-long': 'a'.repeat(MEGABYTE) } }),
    {
      code: ['MALFORMED', 'CUT', 'OVERLOADED'],
    },
  ),
];

/** Some move many megabytes, so that one protocol has all of them. */
export function floodsOf(provider: ProviderId): readonly Command[] {
  return provider === 'local' ? ALL : ALL.filter(({ name }) => IN_EVERY_PROTOCOL.includes(name));
}

function flood(name: string, reply: (voice: Voice) => Reply, outcome: Outcome): Command {
  return { name, wish: 'FORM', say: (voice) => [reply(voice)], outcome };
}

/** The opening and the text, without an end. */
function whole(voice: Voice, text: string): string {
  return voice.opening() + pieces(voice, text);
}

function repeated(first: string, again: string, pauseMs = 0): Reply {
  return endless(function* (): Generator<Step> {
    yield first;
    for (;;) {
      yield again;
      if (pauseMs > 0) yield { pauseMs };
    }
  });
}

function deep(): string {
  return "{'a': ".repeat(100_000) + '}'.repeat(100_000);
}

function jsonWithoutEnd(status: number): Reply {
  return { ...repeated('{"error":{"message":"', PROSE), status, headers: { 'content-type': 'application/json' } };
}

function compressed(voice: Voice): Reply {
  const event = voice.piece(' and so on'.repeat(100));
  const bytes = gzipSync(voice.opening() + event.repeat(Math.ceil((60 * MEGABYTE) / event.length)));
  return { body: () => [bytes], headers: { 'content-encoding': 'gzip' }, after: 'NOTHING' };
}

function bomb(status: number): Reply {
  const bytes = gzipSync(`{"error":{"message":"${'a'.repeat(60 * MEGABYTE)}"}}`);
  return {
    status,
    body: () => [bytes],
    headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
    after: 'END',
  };
}
