import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveTurn } from '../../../../src/domain/debates/live/live-turn.ts';
import { type TurnText, turnTextIn } from '../../../../src/domain/debates/live/turn-text.ts';
import { MAX_MESSAGE_BYTES } from '../../../../src/domain/events/message.ts';
import type { Json } from '../../../../src/domain/shared/json.ts';
import { MemoryChannel } from '../../../../src/infra/events/memory-channel.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };
const TURN = { participantId: 'ann', kind: 'PROPOSAL', round: 0 } as const;

function aTurn() {
  const [channel, clock] = [new MemoryChannel(), new FakeClock()];
  const messages: Json[] = [];
  channel.listen(REF, (message) => messages.push(message));
  const sent = () => messages.map((message) => turnTextIn(message) as TurnText);
  return { turn: liveTurn(channel, clock, REF, TURN), clock, messages, sent };
}

describe('the live text of a turn', () => {
  it('collects pieces for 50 ms and sends them together', async () => {
    const { turn, clock, sent } = aTurn();
    turn.text('One, ');
    await clock.advance(30);
    turn.text('two');
    await clock.advance(19);
    expect(sent()).toEqual([]);
    await clock.advance(1);
    expect(sent()).toEqual([{ ...TURN, attempt: 1, offset: 0, text: 'One, two' }]);
    turn.text(' and three.');
    await clock.advance(50);
    expect(sent()[1]).toEqual({ ...TURN, attempt: 1, offset: 8, text: ' and three.' });
  });

  it('sends 2,000 characters at once', () => {
    const { turn, sent } = aTurn();
    turn.text('x'.repeat(1_999));
    expect(sent()).toEqual([]);
    turn.text('yz');
    expect(sent().map(({ text }) => text.length)).toEqual([2_001]);
  });

  it('sends the rest at its end, and nothing after that', async () => {
    const { turn, clock, sent } = aTurn();
    turn.text('The end.');
    turn.done();
    turn.done();
    turn.text('More.');
    turn.restart();
    await clock.advance(1_000);
    expect(sent().map(({ text }) => text)).toEqual(['The end.']);
    expect(clock.sleeping).toBe(0);
  });

  it('sends nothing for an empty text', async () => {
    const { turn, clock, messages } = aTurn();
    turn.text('');
    await clock.advance(100);
    turn.done();
    expect([messages, clock.sleeping]).toEqual([[], 0]);
  });

  it('sends a restart at once, and does not send the rest of the discarded attempt', async () => {
    const { turn, clock, sent } = aTurn();
    turn.text('Wrong');
    await clock.advance(50);
    turn.text(' and not even sent');
    turn.restart();
    expect(sent()[1]).toEqual({ ...TURN, attempt: 2, offset: 0, text: '' });
    turn.text('Right');
    await clock.advance(50);
    turn.restart();
    turn.done();
    expect(sent().map(({ attempt, offset, text }) => [attempt, offset, text])).toEqual([
      [1, 0, 'Wrong'],
      [2, 0, ''],
      [2, 0, 'Right'],
      [3, 0, ''],
    ]);
  });

  it('never splits a character that arrives in two pieces', async () => {
    const { turn, clock, sent } = aTurn();
    turn.text('a\ud83d');
    await clock.advance(50);
    turn.text('\udca1b');
    turn.done();
    expect(sent().map(({ offset, text }) => [offset, text])).toEqual([
      [0, 'a'],
      [1, '💡b'],
    ]);
  });

  it('replaces characters that the event log cannot store, and keeps the offsets', () => {
    const { turn, sent } = aTurn();
    turn.text('a\0\ud83d');
    turn.done();
    expect(sent()).toMatchObject([{ offset: 0, text: 'a\ufffd\ufffd' }]);
  });

  it('fits every channel, and its pieces make up the whole text, for any text in any pieces', async () => {
    const character = fc.constantFrom('x', '"', '\\', '\n', '\u0001', 'é', '字', '💡');
    const piece = fc.string({ unit: character, maxLength: 9_000, size: 'max' });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(piece, fc.boolean()), { maxLength: 4 }), async (pieces) => {
        const { turn, clock, messages, sent } = aTurn();
        for (const [text, isFollowedByRest] of pieces) {
          turn.text(text);
          if (isFollowedByRest) await clock.advance(50);
        }
        turn.done();
        let whole = '';
        for (const { offset, text } of sent()) {
          expect(offset).toBe(whole.length);
          expect(text.isWellFormed()).toBe(true);
          whole += text;
        }
        expect(whole).toBe(pieces.map(([text]) => text).join(''));
        for (const message of messages)
          expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
      }),
      { numRuns: 60 },
    );
  });
});
