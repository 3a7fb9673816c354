import { describe, expect, it, vi } from 'vitest';
import { DebateEventsDocument, DebatesChangedDocument } from '../../../src/cli/generated/graphql.ts';
import { eventCursor } from '../../../src/domain/events/cursor.ts';
import { aDecision } from '../../support/builders.ts';
import { holding, unless } from '../../support/providers/scripted-panel.ts';
import { type Answer, codesOf, collect, testApi } from '../support/test-api.ts';

type Event = NonNullable<Awaited<ReturnType<typeof eventsOf>>[number]>;

async function eventsOf(
  answers: AsyncIterable<Answer<{ debateEvents: { seq: number; cursor: string; __typename: string } }>>,
) {
  return (await collect(answers)).map(({ data, errors }) => {
    if (!data) throw new Error(JSON.stringify(errors));
    return data.debateEvents;
  });
}

async function refusalOf(answers: AsyncIterable<Answer<unknown>>): Promise<readonly unknown[]> {
  return (await collect(answers)).flatMap(codesOf);
}

function seqs(events: readonly Event[]): readonly number[] {
  return events.map(({ seq }) => seq);
}

describe('debateEvents', () => {
  it('sends past and then new events, numbered without gaps, and ends with the debate', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const events = eventsOf(api.subscribe(DebateEventsDocument, { debateId: id }));
    await api.world.clock.settle();
    await api.world.runToEnd(id);
    const received = await events;
    expect(seqs(received)).toEqual(received.map((_, at) => at + 1));
    expect(received[0]).toMatchObject({ __typename: 'DebateStarted', task: 'Which one?', cursor: eventCursor(id, 1) });
    expect(received.at(-1)).toMatchObject({ __typename: 'DebateEnded', status: 'COMPLETED', outcome: 'DECIDED' });
    expect(api.world.bus.listening).toBe(0);
  });

  it('has a type for every event kind', async () => {
    const changing = ({ participantId, kind }: { participantId: string; kind: string }) => {
      if (participantId === 'cy' && kind === 'CRITIQUE') return new Error('No answer.');
      if (participantId === 'bob' && kind === 'REVISION')
        return { position: 'x', citedPeer: 'ann', reason: 'She is right.' };
      return undefined;
    };
    const api = await testApi({ script: unless(changing, holding({ ann: 'x', bob: 'y', cy: 'y' })) });
    const { id } = await api.world.debate();
    const received = await eventsOf(api.subscribe(DebateEventsDocument, { debateId: id }));
    expect(new Set(received.map(({ __typename }) => __typename))).toEqual(
      new Set([
        'DebateStarted',
        'RunStarted',
        'PhaseStarted',
        'ProposalMade',
        'CritiqueMade',
        'AgentFailed',
        'RevisionMade',
        'PositionChanged',
        'VoteCast',
        'VerdictReached',
        'DebateEnded',
      ]),
    );
    const flip = received.find(({ __typename }) => __typename === 'PositionChanged');
    expect(flip).toMatchObject({
      ...{ participant: { key: 'bob' }, citedPeer: { key: 'ann' }, reason: 'She is right.' },
      ...{ from: { key: 'y', label: 'Option y' }, to: { key: 'x', label: 'Option x' } },
    });
  });

  it('reads the debate once for a subscription, not for each event', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    const reads = vi.spyOn(api.world.store, 'findMany');
    const received = await eventsOf(api.subscribe(DebateEventsDocument, { debateId: id }));
    expect(received.length).toBeGreaterThan(10);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  it('resumes after the cursor without repetition, also when the debate has ended', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    const all = await eventsOf(api.subscribe(DebateEventsDocument, { debateId: id }));
    for (const from of [0, 3, all.length - 2]) {
      const rest = await eventsOf(api.subscribe(DebateEventsDocument, { debateId: id, after: all[from]?.cursor }));
      expect(rest).toEqual(all.slice(from + 1));
    }
  });

  it('sends nothing after the last event, and ends', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    const last = (await eventsOf(api.subscribe(DebateEventsDocument, { debateId: id }))).at(-1);
    expect(await eventsOf(api.subscribe(DebateEventsDocument, { debateId: id, after: last?.cursor }))).toEqual([]);
  });

  it.each([
    ['of another debate', (other: string) => eventCursor(other, 1)],
    ['ahead of the debate', (_: string, own: string) => eventCursor(own, 999)],
    ['that is invalid', () => 'nonsense'],
    ['that is empty', () => ''],
  ])('refuses a cursor %s with BAD_CURSOR', async (_, cursorOf) => {
    const api = await testApi();
    const [other, own] = [await api.world.start(), await api.world.start()];
    const after = cursorOf(other.id, own.id);
    expect(await refusalOf(api.subscribe(DebateEventsDocument, { debateId: own.id, after }))).toEqual(['BAD_CURSOR']);
  });

  it('returns NOT_FOUND for an unknown debate, and for one of another workspace', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    expect(await refusalOf(api.subscribe(DebateEventsDocument, { debateId: 'dbt_none' }))).toEqual(['NOT_FOUND']);
    const foreign = api.subscribe(DebateEventsDocument, { debateId: id }, { workspaceId: 'wsp_other' });
    expect(await refusalOf(foreign)).toEqual(['NOT_FOUND']);
    expect(api.world.bus.listening).toBe(0);
  });
});

describe('debateEvents of a debate that is deleted during the subscription', () => {
  it('ends with NOT_FOUND, which is no defect, and stops listening', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    const events = api.subscribe(DebateEventsDocument, { debateId: id });
    expect((await events.next()).value?.data?.debateEvents.seq).toBe(1);
    await api.world.debates.delete(api.world.actor, { id });
    const rest = await collect(events);
    expect(rest.at(-1)?.data?.debateEvents).toBeUndefined();
    expect(rest.flatMap(codesOf)).toEqual(['NOT_FOUND']);
    expect(api.reported.size).toBe(0);
    expect([api.world.bus.listening, api.world.clock.sleeping]).toEqual([0, 0]);
  });
});

describe('debatesChanged', () => {
  it('names the changed debate with its current state', async () => {
    const api = await testApi();
    const changes = api.subscribe(DebatesChangedDocument);
    const first = changes.next();
    await api.world.clock.settle();
    const { id } = await api.world.start();
    const debate = { id, task: 'Which one?', status: 'PENDING', outcome: null };
    expect((await first).value).toEqual({ data: { debatesChanged: { debateId: id, debate } } });
    await api.world.cancel(id);
    const { value } = await changes.next();
    expect(value?.data?.debatesChanged.debate).toMatchObject({ status: 'CANCELLED', outcome: 'ABORTED' });
  });

  it('reports with a filter only debates that meet its conditions after the change', async () => {
    const api = await testApi();
    const filter = { status: ['CANCELLED' as const], kind: ['hiring'] };
    const first = api.subscribe(DebatesChangedDocument, { filter }).next();
    await api.world.clock.settle();
    const other = await api.world.start();
    const wanted = await api.world.start({ decision: { ...aDecision(), kind: 'hiring' } });
    await api.world.clock.settle();
    await api.world.cancel(other.id);
    await api.world.clock.settle();
    await api.world.cancel(wanted.id);
    expect((await first).value).toMatchObject({ data: { debatesChanged: { debateId: wanted.id } } });
  });

  it('has no debate after its deletion', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    const change = api.subscribe(DebatesChangedDocument).next();
    await api.world.clock.settle();
    await api.world.debates.delete(api.world.actor, { id });
    expect((await change).value).toEqual({ data: { debatesChanged: { debateId: id, debate: null } } });
  });

  it('reports nothing of other workspaces', async () => {
    const api = await testApi();
    const changes: unknown[] = [];
    const foreign = api.subscribe(DebatesChangedDocument, {}, { workspaceId: 'wsp_other' });
    void foreign.next().then((change) => changes.push(change));
    await api.world.clock.settle();
    expect(api.world.bus.listening).toBe(1);
    await api.world.debate();
    expect(changes).toEqual([]);
  });
});
