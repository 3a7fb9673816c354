import { gzipSync } from 'node:zlib';
import { type Command, GOOD_WORDS, WORDS, wholeAnswer } from '../command.ts';
import { leftOpen, type Reply, type Step, stream } from '../reply.ts';
import type { Voice } from '../voice.ts';

const TYPES = [
  'text/event-stream; charset=utf-8',
  'TEXT/EVENT-STREAM',
  'application/json',
  'text/plain',
  'application/octet-stream',
  'text/html; charset=UTF-8',
];

/** The same events in other bytes. */
export const BYTES: readonly Command[] = [
  bytes('one byte at a time', (whole) => stream(...torn(whole, 1))),
  bytes('three bytes at a time, slowly', (whole) => stream(...torn(whole, 3, 40))),
  bytes('cut inside every character', (whole) => stream(...insideCharacters(whole))),
  bytes('lines that end with CR LF', (whole) => stream(whole.replaceAll('\n', '\r\n'))),
  bytes('lines that end with CR LF, one byte at a time', (whole) => stream(...torn(whole.replaceAll('\n', '\r\n'), 1))),
  bytes('lines that end with CR LF, and nothing follows', (whole) => leftOpen(whole.replaceAll('\n', '\r\n')), true),
  bytes('lines that end with CR', (whole) => stream(whole.replaceAll('\n', '\r'))),
  bytes('a byte order mark first', (whole) => stream(`\uFEFF${whole}`)),
  bytes('no space after the colon', (whole) => stream(whole.replaceAll(/^(data|event): /gm, '$1:'))),
  bytes('blank lines first', (whole) => stream(`\n\n${whole}`)),
  bytes('JSON over several data lines', (whole) => stream(overLines(whole))),
  bytes('the values of its events on lines of their own', (whole) => stream(bareLines(whole))),
  bytes('the values of its events on lines of their own, one byte at a time', (whole) =>
    stream(...torn(bareLines(whole), 1)),
  ),
  bytes('fields in capitals', (whole) => stream(whole.replaceAll(/^(data|event)/gm, (field) => field.toUpperCase()))),
  bytes('fields after spaces', (whole) => stream(whole.replaceAll(/^(data|event)/gm, ' $1'))),
  bytes('the name of the field twice', (whole) => stream(whole.replaceAll(/^data: /gm, 'data: data: '))),
  bytes('JSON that is encoded twice', (whole) => stream(changed(whole, (value) => JSON.stringify(value)))),
  bytes('events in lists', (whole) => stream(changed(whole, (value) => `[${value}]`))),
  bytes('events within an object', (whole) =>
    stream(changed(whole, (value) => `{"code":0,"msg":"ok","data":${value}}`)),
  ),
  bytes('NUL bytes between', (whole) => stream(whole.replaceAll('\n\n', '\n\n\0\n'))),
  bytes('no blank lines', (whole) => stream(`${whole.replaceAll('\n\n', '\n')}\n`)),
  bytes('compressed', (whole) => ({ ...stream(gzipSync(whole)), headers: { 'content-encoding': 'gzip' } })),
  ...TYPES.map((type) => bytes(`called ${type}`, (whole) => ({ ...stream(whole), headers: { 'content-type': type } }))),
  bytes('characters as escapes', (whole) => stream(whole.replaceAll(/[^\x20-\x7e\n]/g, escaped))),
  bytes('events without a name', (whole) => stream(whole.replaceAll(/^event: .*\n/gm, ''))),
];

function bytes(name: string, reply: (whole: string) => Reply, isLetGo = false): Command {
  return {
    name: `the stream comes ${/^(one|three|cut|called|compressed)/.test(name) ? name : `with ${name}`}`,
    wish: 'WORDS',
    say: (voice: Voice) => [reply(wholeAnswer(voice, WORDS))],
    outcome: { ...GOOD_WORDS, isEstimated: false, live: WORDS, ...(isLetGo ? { isLetGo } : {}) },
  };
}

/** Pieces of this many bytes, with a pause after each of the first ones. */
function* torn(text: string, size: number, pauses = 0): Generator<Step> {
  const whole = Buffer.from(text);
  for (let at = 0; at < whole.length; at += size) {
    yield whole.subarray(at, at + size);
    if (at / size < pauses) yield { pauseMs: 5 };
  }
}

/** Cuts that have a pause, so that the network does not put the halves together. */
function* insideCharacters(text: string): Generator<Step> {
  const whole = Buffer.from(text);
  let from = 0;
  for (let at = 1; at < whole.length; at++) {
    if (((whole[at] ?? 0) & 0xc0) !== 0x80) continue;
    yield whole.subarray(from, at);
    yield { pauseMs: 3 };
    from = at;
  }
  yield whole.subarray(from);
}

/** Line ends between the parts of a JSON value stand on several data lines of one event. */
function overLines(text: string): string {
  return text.replaceAll(/^data: (\{.*\})$/gm, (_, body: string) =>
    JSON.stringify(JSON.parse(body), null, 1)
      .split('\n')
      .map((line) => `data: ${line}`)
      .join('\n'),
  );
}

/** Events with other data. */
function changed(text: string, change: (value: string) => string): string {
  return text.replaceAll(/^data: (\{.*\})$/gm, (_, value: string) => `data: ${change(value)}`);
}

/** JSON in lines, without the fields of events. */
function bareLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => `${line.slice('data: '.length)}\n`)
    .join('');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
