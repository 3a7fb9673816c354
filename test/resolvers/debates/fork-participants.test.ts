import { describe, expect, it } from 'vitest';
import {
  DebateDocument,
  DebateEventsDocument,
  ForkDebateDocument,
  type ForkDebateInput,
} from '../../../src/cli/generated/graphql.ts';
import { eventCursor } from '../../../src/domain/events/cursor.ts';
import type { LoggedEvent } from '../../../src/domain/events/event.ts';
import { answering, closed, modelWorld } from '../../support/providers/model-debates.ts';
import { collect, TestApi, theSchema } from '../support/test-api.ts';

async function fork(api: TestApi, input: ForkDebateInput): Promise<string> {
  const { data } = await api.execute(ForkDebateDocument, { input });
  const id = data?.forkDebate.debate?.id;
  if (id === undefined) throw new Error(JSON.stringify(data?.forkDebate.userErrors));
  await api.world.runToEnd(id);
  return id;
}

/** The labels of a participant in its turns: as the debate has them, and as the events have them. */
async function labelsOf(api: TestApi, id: string, participant = 'p1') {
  const { data } = await api.execute(DebateDocument, { id });
  const events = await collect(api.subscribe(DebateEventsDocument, { debateId: id }));
  const told = events.flatMap(({ data: told }) =>
    told && 'turn' in told.debateEvents ? [told.debateEvents.turn.participant] : [],
  );
  const own = (all: readonly { key: string; label: string }[]) =>
    all.filter(({ key }) => key === participant).map(({ label }) => label);
  const turns = own(data?.debate?.turns.map(({ participant }) => participant) ?? []);
  expect(own(told)).toEqual(turns);
  return { turns, now: own(data?.debate?.participants ?? []) };
}

describe('the participants of a fork with another agent', () => {
  it('are in the shared turns and events those that took part in them, also in a fork of the fork', async () => {
    const world = modelWorld(answering('xxyyz', 'xxyyz'));
    const api = new TestApi(await theSchema(), world);
    const { id: debateId } = await world.debate(closed({ maxRounds: 3 }));
    const events = await world.events(debateId);
    const firstAnswers = events.filter(({ kind }) => kind === 'proposal.made').at(-1)?.seq ?? 0;
    const input = { debateId, after: eventCursor(debateId, firstAnswers) };
    const forked = await fork(api, { ...input, agents: [{ participantKey: 'p1', agentKey: 'dee-1' }] });
    const { turns, now } = await labelsOf(api, forked);
    expect(now).toEqual(['DEE-1']);
    expect(turns).toEqual(['ANT-1', 'DEE-1']);

    const isOfP1 = ({ data }: LoggedEvent) => JSON.stringify(data).includes('"participantId":"p1"');
    const later = (await world.events(forked)).find((event) => event.seq > firstAnswers && isOfP1(event))?.seq ?? 0;
    const again = { debateId: forked, after: eventCursor(forked, later) };
    const twice = await fork(api, { ...again, agents: [{ participantKey: 'p5', agentKey: 'met-1' }] });
    expect((await labelsOf(api, twice)).turns).toEqual(['ANT-1', 'DEE-1']);
    expect((await labelsOf(api, twice, 'p5')).turns).toEqual(['XAI-1', 'MET-1']);

    const same = await fork(api, { ...again });
    expect((await labelsOf(api, same)).turns).toEqual(['ANT-1', 'DEE-1']);
  });
});
