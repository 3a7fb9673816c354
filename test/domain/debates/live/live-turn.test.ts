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

describe('a turn that is shown while it is written', () => {
  it('gathers what comes close together, and sends it after 50 ms', async () => {
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

  it('sends the rest when it is over, and nothing after that', async () => {
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

  it('sends nothing when nothing was said', async () => {
    const { turn, clock, messages } = aTurn();
    turn.text('');
    await clock.advance(100);
    turn.done();
    expect([messages, clock.sleeping]).toEqual([[], 0]);
  });

  it('says at once that it begins anew, and keeps what was given up to itself', async () => {
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

  it('never cuts a character in two, though it comes in two', async () => {
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

  it('replaces what no log can hold, as the log does, without moving what follows', () => {
    const { turn, sent } = aTurn();
    turn.text('a\0\ud83d');
    turn.done();
    expect(sent()).toMatchObject([{ offset: 0, text: 'a\ufffd\ufffd' }]);
  });

  it('fits every channel, whatever is said and however it comes, and can be put together again', async () => {
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
