import { filled, type Picker } from './picker.ts';

export interface Body {
  readonly text: string;
  /** Media type, where it is another than JSON. */
  readonly type?: string;
}

const ROOM = 16_000;
const size = (pick: Picker) => pick.from([100, 2_000, ROOM, ROOM, 20_000, 200_000]);

/** Bodies of requests and messages of sockets, most of them no operation at all. */
export const BODIES: readonly (readonly [string, (pick: Picker) => Body])[] = [
  ['deep lists', (pick) => ({ text: '['.repeat(size(pick)) })],
  [
    'closed deep lists',
    (pick) => {
      const depth = Math.floor(size(pick) / 2);
      return { text: '['.repeat(depth) + ']'.repeat(depth) };
    },
  ],
  [
    'deep objects',
    (pick) => {
      const depth = Math.floor(size(pick) / 7);
      return { text: `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}` };
    },
  ],
  ['unknown keys', (pick) => ({ text: `{${filled(size(pick), (nth) => `"k${nth}":0`)}}` })],
  ['one key many times', (pick) => ({ text: `{${filled(size(pick), () => '"query":"{a}"')}}` })],
  ['a batch', (pick) => ({ text: `[${filled(size(pick), () => '{"query":"{ health { status } }"}')}]` })],
  ['a torn text', (pick) => ({ text: `{"query":"${'x'.repeat(size(pick))}` })],
  ['a prototype', (pick) => ({ text: `{"__proto__":{${filled(size(pick), (nth) => `"k${nth}":0`)}}}` })],
  [
    'extensions',
    (pick) => ({ text: `{"query":"{ health { status } }","extensions":{"a":${'['.repeat(size(pick) / 2)}` }),
  ],
  [
    'a stored document',
    (pick) => ({ text: `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${'a'.repeat(size(pick))}"}}}` }),
  ],
  [
    'a ping with a deep payload',
    (pick) => {
      const depth = Math.floor(size(pick) / 7);
      return { text: `{"type":"ping","payload":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}` };
    },
  ],
  ['a long type', (pick) => ({ text: `{"type":"${'x'.repeat(size(pick))}"}` })],
  [
    'a message of a server',
    (pick) => ({
      text: `{"type":"${pick.from(['next', 'error', 'complete', 'connection_ack'])}","id":"1","payload":{}}`,
    }),
  ],
  [
    'a long id',
    (pick) => ({ text: `{"type":"subscribe","id":"${'x'.repeat(size(pick))}","payload":{"query":"{a}"}}` }),
  ],
  ['escaped keys', (pick) => ({ text: `{${filled(size(pick), (nth) => `"\\u006b${nth}":0`)}}` })],
  ['backslashes', (pick) => ({ text: `{"query":"${'\\\\'.repeat(size(pick) / 2)}"}` })],
  [
    'parts of a form',
    (pick) => ({ text: '--x\r\n\r\n'.repeat(size(pick) / 7), type: 'multipart/form-data; boundary=x' }),
  ],
  [
    'almost JSON',
    (pick) => ({
      text: '1'.repeat(size(pick)),
      type: pick.from(['application/json-foo', 'text/json', 'application/json; charset=utf-16']),
    }),
  ],
  [
    'a form',
    (pick) => ({ text: filled(size(pick), (nth) => `k${nth}=1`, '&'), type: 'application/x-www-form-urlencoded' }),
  ],
  ['a text', (pick) => ({ text: 'x'.repeat(size(pick)), type: 'text/plain' })],
  ['nothing', () => ({ text: '' })],
  ['zero bytes', (pick) => ({ text: '\0'.repeat(size(pick)) })],
];
