import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf, FIRST_LINK, hashOf, type LoggedEvent } from '../../../src/domain/events/event.ts';
import { keyOfSeed, signed } from '../../../src/domain/receipts/receipt-key.ts';
import { verifyReceipt } from '../../../src/domain/receipts/verify.ts';
import type { Json } from '../../../src/domain/shared/json.ts';
import { DebatesWorld } from '../../support/debates-world.ts';
import { receiptFile } from '../../support/receipt-files.ts';

const KEY = keyOfSeed(Buffer.alloc(32, 1));
const FORGER = keyOfSeed(Buffer.alloc(32, 66));

interface Listed {
  seq: number;
  kind: string;
  at: string;
  data: Json;
  salt: string | null;
  digest: string;
  hash: string;
}
interface File {
  header: Record<string, Json> & { chain: { length: number; head: string; hashes: string[] } };
  signature: string;
  publicKey: string;
  statement: Json;
  statementSalt: string | null;
  events: Listed[];
}

let text: string;
let original: File;
beforeAll(async () => {
  const world = new DebatesWorld();
  const { id } = await world.debate();
  text = await receiptFile(world, id);
  original = JSON.parse(text);
});

/** Verifies the receipt after the change. */
function report(change: (file: File) => unknown, keys = [KEY]) {
  const file = structuredClone(original);
  change(file);
  return verifyReceipt(JSON.stringify(file), keys);
}

const eventOf = (file: File, seq: number) => file.events[seq - 1] as Listed;

/** Recomputes digests and hashes from an event on, as a forger would. */
function relink(file: File, from: number): void {
  const { workspaceId, debateId } = file.header as { workspaceId: string; debateId: string } & File['header'];
  for (const event of file.events.slice(from - 1)) {
    if (event.salt !== null) event.digest = digestOf(event.salt, event.data);
    const place = { ...event, at: new Date(event.at), workspaceId, stream: debateId } as LoggedEvent;
    event.hash = hashOf(place, file.events[event.seq - 2]?.hash ?? FIRST_LINK);
  }
}

describe('a receipt', () => {
  it('is valid unchanged, with the given key or, with less proof, with its own key', () => {
    expect(report(() => null)).toMatchObject({ isValid: true, key: 'NAMED' });
    expect(report(() => null, [FORGER, KEY])).toMatchObject({ isValid: true, key: 'NAMED' });
    expect(report(() => null, [])).toMatchObject({ isValid: true, key: 'OWN' });
  });

  it('is invalid with another key', () => {
    expect(report(() => null, [FORGER])).toMatchObject({
      isValid: false,
      reason: expect.stringContaining('not among'),
    });
    const swapped = report(
      (file) => {
        file.header.keyId = FORGER.keyId;
      },
      [FORGER],
    );
    expect(swapped).toMatchObject({ isValid: false, reason: expect.stringContaining('signature') });
  });

  it.each(['receiptId', 'workspaceId', 'debateId', 'issuedAt', 'statementDigest', 'keyId'])(
    'is invalid with another %s in its header',
    (field) => {
      const other = field === 'statementDigest' ? '0'.repeat(64) : 'other';
      expect(report((file) => Object.assign(file.header, { [field]: other }), [])).toMatchObject({ isValid: false });
    },
  );

  it('is invalid with another statement, and valid without one', () => {
    expect(report((file) => Object.assign(file.statement as object, { outcome: 'UNDECIDED' }))).toMatchObject({
      isValid: false,
      reason: expect.stringContaining('statement'),
      seq: null,
    });
    const erased = report((file) => Object.assign(file, { statement: null, statementSalt: null }));
    expect(erased).toMatchObject({ isValid: true, isStatementErased: true });
    expect(report((file) => Object.assign(file, { statementSalt: null }))).toMatchObject({ isValid: false });
    expect(report((file) => Object.assign(file, { statement: null }))).toMatchObject({ isValid: false });
  });

  it('distinguishes an erased payload from a forged one', () => {
    const erase = (file: File) => Object.assign(eventOf(file, 3), { data: null, salt: null });
    expect(report(erase)).toMatchObject({ isValid: true, erased: [3] });
    const forge = (file: File) => Object.assign(eventOf(file, 3), { data: { text: 'I never said that.' } });
    expect(report(forge)).toMatchObject({ isValid: false, seq: 3 });
  });

  it.each<[string, (file: File) => unknown, number]>([
    ['a changed payload', (file) => Object.assign(eventOf(file, 4), { data: {} }), 4],
    [
      'a changed payload with its digest and every later hash',
      (file) => {
        eventOf(file, 4).data = {};
        relink(file, 4);
      },
      4,
    ],
    ['a changed time', (file) => Object.assign(eventOf(file, 2), { at: '2020-01-01T00:00:00.000Z' }), 2],
    [
      'a changed kind with recomputed hashes',
      (file) => {
        eventOf(file, 5).kind = 'vote.cast';
        relink(file, 5);
      },
      5,
    ],
    ['a removed event', (file) => void file.events.splice(5, 1), 6],
    [
      'a removed event with all later events recomputed',
      (file) => {
        file.events.splice(5, 1);
        for (const [at, event] of file.events.entries()) event.seq = at + 1;
        relink(file, 6);
      },
      6,
    ],
    ['two events exchanged', (file) => void file.events.splice(2, 2, eventOf(file, 4), eventOf(file, 3)), 3],
    ['the last event removed', (file) => void file.events.pop(), -1],
    ['no events', (file) => Object.assign(file, { events: [] }), 1],
  ])('reports the first wrong event for %s', (_, change, seq) => {
    const expected = seq === -1 ? original.events.length : seq;
    expect(report(change)).toMatchObject({
      isValid: false,
      seq: expected,
      reason: expect.stringContaining(`${expected}`),
    });
  });

  it('of a forger is valid only when the true key is not given', () => {
    const forge = (file: File) => {
      eventOf(file, 4).data = {};
      relink(file, 4);
      file.header.chain.hashes = file.events.map(({ hash }) => hash);
      file.header.chain.head = file.header.chain.hashes.at(-1) ?? '';
      file.header.keyId = FORGER.keyId;
      Object.assign(file, { publicKey: FORGER.publicKey, signature: signed(file.header, FORGER) });
    };
    expect(report(forge, [])).toMatchObject({ isValid: true, key: 'OWN', keyId: FORGER.keyId });
    expect(report(forge)).toMatchObject({ isValid: false });
  });

  it.each<[string, unknown]>([
    ['text', 'receipt'],
    ['null', null],
    ['a list', []],
    ['another file', { name: 'aragora' }],
  ])('is not %s', (_, value) => {
    expect(verifyReceipt(JSON.stringify(value), [KEY])).toMatchObject({
      isValid: false,
      reason: expect.stringContaining('no receipt'),
    });
  });

  it.each<[string, (text: string) => string, string]>([
    ['a key twice at the top', (file) => file.replace('{', '{"signature": "x",'), 'same key twice'],
    ['a key twice in its header', (file) => file.replace('"header": {', '"header": {"keyId": "x",'), 'same key twice'],
    [
      'a key twice, written in two ways',
      (file) => file.replace('"header": {', '"header": {"key\\u0049d": "x",'),
      'same key',
    ],
    [
      'a key twice in a payload',
      (file) => file.replace('"data": {', '"data": {"task": 1, "task": 2,'),
      'same key twice',
    ],
    ['the key __proto__', (file) => file.replace('"data": {', '"data": {"__proto__": {},'), '__proto__'],
    [
      'a number that becomes another',
      (file) => file.replace('"data": {', '"data": {"n": 9007199254740993,'),
      'exactly',
    ],
    ['a number without end', (file) => file.replace('"data": {', '"data": {"n": 1e400,'), 'exactly'],
    ['a minus zero', (file) => file.replace('"data": {', '"data": {"n": -0,'), 'exactly'],
    ['half of a surrogate pair', (file) => file.replace('"data": {', '"data": {"n": "\\ud800",'), 'surrogate'],
    [
      'deep nesting',
      (file) => file.replace('"data": {', `"data": {"n": ${'['.repeat(99)}${']'.repeat(99)},`),
      '64 levels',
    ],
    ['a byte order mark', (file) => `\uFEFF${file}`, 'byte order mark'],
    ['something behind it', (file) => `${file}{}`, 'not JSON'],
    ['a comment', (file) => file.replace('{', '{ // so\n'), 'not JSON'],
    ['a signature in another spelling', (file) => file.replace(/("signature": "[^"]+)/, '$1=='), 'signature'],
    ['a time in another spelling', (file) => file.replace(/("at": "[^"]+)Z/, '$10Z'), 'at'],
  ])('is invalid with %s', (_, change, reason) => {
    expect(verifyReceipt(text, [KEY])).toMatchObject({ isValid: true });
    expect(change(text)).not.toBe(text);
    expect(verifyReceipt(change(text), [KEY])).toMatchObject({
      isValid: false,
      reason: expect.stringContaining(reason),
    });
  });

  it('is invalid when it is not UTF-8, and as valid in bytes as in text', () => {
    const bytes = Buffer.from(text);
    expect(verifyReceipt(bytes, [KEY])).toMatchObject({ isValid: true });
    const broken = Buffer.from(text.replace('"Which', '"\u00ffWhich'), 'latin1');
    expect(verifyReceipt(broken, [KEY])).toMatchObject({ isValid: false, reason: expect.stringContaining('UTF-8') });
  });

  it('may not contain additional fields', () => {
    expect(report((file) => Object.assign(file, { note: 'Approved.' }))).toMatchObject({ isValid: false });
    expect(report((file) => Object.assign(eventOf(file, 1), { note: 'Approved.' }))).toMatchObject({ isValid: false });
  });
});

it('a receipt of thousands of levels is no receipt', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const text = JSON.stringify({ ...original, statement: 'deep' }).replace('"deep"', deep);
  expect(verifyReceipt(text, [KEY])).toMatchObject({ isValid: false, reason: expect.stringMatching(/64 levels/) });
});
