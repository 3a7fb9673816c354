import { describe, expect, it } from 'vitest';
import { DebateTokensDocument } from '../../../src/cli/generated/graphql.ts';
import { liveTurn } from '../../../src/domain/debates/live/live-turn.ts';
import { codesOf, collect, testApi } from '../support/test-api.ts';

const TURN = { participantId: 'ann', kind: 'PROPOSAL', round: 0 } as const;

describe('debateTokens', () => {
  it('sends live text, also of a new attempt, and ends with the debate', async () => {
    const api = await testApi();
    const { clock, channel } = api.world;
    const { id, workspaceId } = await api.world.start();
    const answers = collect(api.subscribe(DebateTokensDocument, { debateId: id }));
    await clock.settle();
    const turn = liveTurn(channel, clock, { workspaceId, stream: id }, TURN);
    turn.text('First');
    await clock.advance(50);
    turn.restart();
    turn.text('Better 💡');
    turn.done();
    await clock.settle();
    await api.world.runToEnd(id);
    const { participantId: key, ...turnOf } = TURN;
    const participant = { key, label: expect.any(String) };
    const piece = (attempt: number, text: string) => ({
      data: { debateTokens: { ...turnOf, participant, attempt, offset: 0, text } },
    });
    expect(await answers).toEqual([piece(1, 'First'), piece(2, ''), piece(2, 'Better 💡')]);
    expect([channel.listening, api.world.bus.listening, clock.sleeping]).toEqual([0, 0, 0]);
  });

  it('ends at once for a debate that has ended', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    expect(await collect(api.subscribe(DebateTokensDocument, { debateId: id }))).toEqual([]);
  });

  it('returns NOT_FOUND for an unknown debate, and for one of another workspace, before the source opens', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const [unknown] = await collect(api.subscribe(DebateTokensDocument, { debateId: 'dbt_none' }));
    const foreign = { workspaceId: 'wsp_other' };
    const [hidden] = await collect(api.subscribe(DebateTokensDocument, { debateId: id }, foreign));
    expect([unknown, hidden].map((answer) => answer && codesOf(answer))).toEqual([['NOT_FOUND'], ['NOT_FOUND']]);
    expect([api.world.channel.listening, api.world.bus.listening]).toEqual([0, 0]);
  });

  it('stops listening when the client leaves', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const answers = api.subscribe(DebateTokensDocument, { debateId: id });
    const { clock, channel } = api.world;
    const next = answers.next();
    await clock.settle();
    expect(channel.listening).toBe(1);
    channel.send(
      { workspaceId: api.world.actor.workspaceId, stream: id },
      { ...TURN, attempt: 1, offset: 0, text: '.' },
    );
    await next;
    await answers.return();
    expect([channel.listening, api.world.bus.listening, clock.sleeping]).toEqual([0, 0, 0]);
  });
});
