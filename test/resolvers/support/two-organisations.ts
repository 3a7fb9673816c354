import { type Actor, LOCAL_OWNER } from '../../../src/domain/access/actor.ts';
import type { Debate } from '../../../src/domain/debates/debate.ts';
import { liveTurn } from '../../../src/domain/debates/live/live-turn.ts';
import type { RequestTurn } from '../../../src/domain/debates/ports.ts';
import type { Answer } from '../../../src/domain/debates/turn.ts';
import { eventCursor } from '../../../src/domain/events/cursor.ts';
import { AgentFailure } from '../../../src/domain/shared/call.ts';
import { encodeCursor } from '../../../src/domain/shared/cursor.ts';
import { aDecision, anAgent, anEvidence } from '../../support/builders.ts';
import { DebatesWorld } from '../../support/debates-world.ts';
import { AccessWorld } from '../../support/memory/memory-access.ts';
import { aCall, anAttempt, MODELS } from '../../support/providers/model-debates.ts';
import type { Reply, Script } from '../../support/providers/scripted-panel.ts';
import { aRecord } from '../../support/records.ts';
import { TestApi, theSchema } from './test-api.ts';

/** Stands in every text of A that can be chosen. */
export const CANARY = 'CANARY-A-7f3e91';
export const PASSWORD = 'correct horse battery staple';

/** Somebody's organisation, and the ids of what is in it. */
export interface Tenant {
  readonly owner: Actor;
  readonly email: string;
  readonly running: string;
  readonly ended: string;
  readonly deleted: string;
  /** Further ones that have ended, each held in another way. */
  readonly further: readonly string[];
  readonly member: string;
  readonly apiKey: string;
  readonly session: string;
  readonly refreshToken: string;
  readonly secret: string;
  readonly key: string;
}

/** One API with two organisations on it. B is there first; A comes after it, and has everything that there can be. */
export class TwoOrganisations {
  readonly world = new DebatesWorld({ script: inTurn, models: MODELS });
  readonly access: AccessWorld;
  readonly api: TestApi;
  private readonly sessions: AccessWorld['access']['sessions'];

  private readonly extent: Extent;

  constructor(schema: ConstructorParameters<typeof TestApi>[0], extent: Extent) {
    this.extent = extent;
    const { auditLog, clock } = this.world;
    this.access = new AccessWorld(clock, { recordAction: (by, action) => auditLog.record(by, action) });
    this.sessions = this.access.access.sessions;
    this.api = new TestApi(schema, this.world);
    Object.assign(this.api.features, { access: this.access.access });
  }

  /** Everything there can be, with the mark in every text of it. */
  async fill(name: string, mark: string): Promise<Tenant> {
    const email = `owner-${mark.toLowerCase()}@example.org`;
    const owner = await this.owner(name, mark, email);
    const { accessToken: _, refreshToken } = await this.sessions.signIn({
      ...{ email, password: PASSWORD, workspaceId: owner.workspaceId, address: '192.0.2.7' },
    });
    const [session] = await this.access.sessions.listOpen(owner.userId);
    const { apiKeys, members } = this.access.access;
    const wish = { name: `${mark} key`, scopes: null, addresses: ['192.0.2.0/24'], expiresAt: null };
    const signedIn = { ...owner, sessionId: session?.id ?? null };
    const { key } = await apiKeys.create(signedIn, wish);
    const guest = `guest-${mark.toLowerCase()}@example.org`;
    const { member, secret } = await members.invite(
      { ...signedIn, apiKeyId: key.id },
      { email: guest, name: `${mark} guest`, roles: ['member'] },
    );
    await members.createWorkspace({ ...signedIn, impersonatorId: member.user.id }, { name: `${mark} further` });
    await this.access.apiKeys.used(key.id, this.world.clock.now());
    const role = { organisationId: owner.organisationId, name: `${mark}-word` };
    await this.access.workspaces.saveRole({ ...role, includes: ['viewer'], permissions: [] });
    const debates = await this.debatesOf(signedIn, mark);
    return {
      ...{ owner: signedIn, email, member: member.user.id, apiKey: key.id, session: session?.id ?? '' },
      ...{ refreshToken, secret: secret ?? '', key: `${mark}-key`, ...debates },
    };
  }

  /** Lets the reader of the live text and of the events have something of the running debate. */
  async move({ owner, running }: Tenant, mark: string): Promise<void> {
    const ref = { workspaceId: owner.workspaceId, stream: running };
    const turn = liveTurn(this.world.channel, this.world.clock, ref, {
      ...{ participantId: 'ann', kind: 'PROPOSAL', round: 0 },
    });
    turn.text(`${mark} live`);
    turn.done();
    await this.world.debates.interject(owner, { debateId: running, text: `${mark} moves` });
    await this.world.bus.notify(ref);
    await this.world.clock.settle();
  }

  /** Lets the process say that it is there, which others believe for a while. */
  announce(): Promise<void> {
    return this.api.features.cluster.announce('http://127.0.0.1:1/');
  }

  private async owner(name: string, mark: string, email: string): Promise<Actor> {
    const [workspaceId, organisationId, userId] = ['wsp', 'org', 'usr'].map((prefix) => `${prefix}_${name}`) as [
      ...[string, string, string],
    ];
    const { users, workspaces } = this.access;
    const createdAt = this.world.clock.now();
    await workspaces.add({ id: workspaceId, organisationId, name: `${mark} workspace`, createdAt });
    await users.add({
      ...{ id: userId, organisationId, email, name: `${mark} owner`, passwordHash: `plain ${PASSWORD}` },
      ...{ isActive: true, tokenVersion: 1, createdAt, lastSignInAt: null },
    });
    await workspaces.setRoles({ workspaceId, userId, roles: ['owner'] });
    return { ...LOCAL_OWNER, workspaceId, organisationId, userId, credential: 'SESSION' };
  }

  private async debatesOf(owner: Actor, mark: string) {
    const { debates } = this.world;
    const argued = await this.run(owner, { decision: decisionOf(mark), protocol: { mode: 'DELIBERATE' } });
    await debates.recordGroundTruth(owner, { debateId: argued.id, groundTruth: 'x' });
    const further = this.extent === 'ALL' ? await this.further(owner, argued, mark) : [];
    const deleted = await this.run(owner, { decision: decisionOf(mark), protocol: {} });
    await debates.delete(owner, { id: deleted.id, reason: `${mark} reason` });
    const running = await debates.start(owner, { decision: decisionOf(`${mark} HANG`), protocol: {} });
    await this.world.runner.wake(running.id);
    await debates.interject(owner, { debateId: running.id, text: `${mark} said` });
    await this.world.clock.settle();
    await this.world.count();
    return { running: running.id, ended: argued.id, deleted: deleted.id, further };
  }

  private async further(owner: Actor, argued: Debate, mark: string): Promise<readonly string[]> {
    const { records, debates } = this.world;
    const ids: string[] = [];
    for (const wanted of furtherDebates(mark, this.world.clock.now())) ids.push((await this.run(owner, wanted)).id);
    const { id } = await debates.start(owner, { ...furtherDebates(mark, this.world.clock.now())[0] } as Wanted);
    await this.interrupted(id, mark);
    for (const record of manyRecords(mark)) await records.add(owner.workspaceId, record);
    return [...ids, id, await this.forked(owner, argued, mark)];
  }

  /** A server that stops gives the calls of the debate up, and another one takes it to its end. */
  private async interrupted(id: string, mark: string): Promise<void> {
    const ask: RequestTurn = async (_ask, listener, signal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      listener.attempted(
        anAttempt({ failure: 'CANCELLED', message: `${mark} given up`, discardedText: `${mark} cut` }),
      );
      throw signal.reason;
    };
    const stopping = this.world.anotherRunner(() => ({ ask }));
    await stopping.wake(id);
    await this.world.clock.settle();
    await stopping.drain();
    await this.toEnd(id);
  }

  private async forked(owner: Actor, { id: debateId, workspaceId }: Debate, mark: string): Promise<string> {
    const events = await this.world.log.read({ workspaceId, stream: debateId }, 0, 1_000);
    const seq = events.find(({ kind }) => kind.includes('proposal'))?.seq ?? 4;
    const after = eventCursor(debateId, seq);
    const fork = await this.world.debates.fork(owner, { debateId, after, protocol: {}, interjection: `${mark} but` });
    await this.toEnd(fork.id);
    return fork.id;
  }

  private async run(owner: Actor, wanted: Wanted) {
    const { id } = await this.world.debates.start(owner, wanted);
    await this.toEnd(id);
    return this.world.debates.find(owner, id);
  }

  private async toEnd(id: string): Promise<void> {
    const runner = this.world.anotherRunner(() => ({ findCruxes: () => [CRUX] }));
    await runner.wake(id);
    await this.world.clock.until(() => runner.running === 0);
  }
}

type Wanted = Parameters<DebatesWorld['debates']['start']>[1];

/** ONE: a running debate, an ended and a deleted one. ALL: also one of each way to hold it, and a fork. */
type Extent = 'ONE' | 'ALL';

/** B, and A besides it. */
export async function twoOrganisations(extent: Extent = 'ALL') {
  const both = new TwoOrganisations(await theSchema(), extent);
  const b = await both.fill('bbbb', 'OWN-B');
  const a = await both.fill('aaaa', CANARY);
  await both.announce();
  return { both, a, b };
}

/** B, as if there were nobody else. */
export async function onlyB() {
  const both = new TwoOrganisations(await theSchema(), 'ALL');
  const b = await both.fill('bbbb', 'OWN-B');
  await both.announce();
  return { both, b };
}

/** Ids of A, one of each kind. */
export function idsOf({ owner, ...ids }: Tenant): Readonly<Record<string, string>> {
  const { running, ended, deleted, member, apiKey, session } = ids;
  const { userId, workspaceId, organisationId } = owner;
  return { running, ended, deleted, member, apiKey, session, userId, workspaceId, organisationId };
}

/** Cursors of A, one of each kind. */
export function cursorsOf({ running, ended }: Tenant): Readonly<Record<string, string>> {
  return {
    events: eventCursor(running, 2),
    endedEvents: eventCursor(ended, 2),
    newestDebates: encodeCursor('d1|NEWEST_FIRST', ended),
    oldestDebates: encodeCursor('d1|OLDEST_FIRST', ended),
    newestEntries: encodeCursor('a1|NEWEST_FIRST', '3'),
    oldestEntries: encodeCursor('a1|OLDEST_FIRST', '3'),
    exportPart: encodeCursor('a1|EXPORT', '1-4'),
  };
}

const CRUX = {
  ...{ evidenceId: 'e1', winnerWithout: 'y', flipsWithout: true },
  ...{ strength: 0.5, flipsAtStrength: 0.2, winnerAtStrength: 'y' },
};

function decisionOf(mark: string) {
  const source = {
    title: `${mark} source`,
    url: 'https://example.org/',
    quote: `${mark} quote`,
    document: `${mark} document`,
  };
  return aDecision({
    ...{ task: `${mark} which?`, kind: `${mark}-word` },
    options: ['x', 'y', 'z'].map((id) => ({ id, label: `${mark} ${id}` })),
    criteria: [{ id: 'cost', label: `${mark} cost`, question: `${mark} question` }],
    evidence: [anEvidence({ source, reliability: 0.9 }), anEvidence({ id: 'e2', source, supports: ['e1'] })],
    agents: ['ann', 'bob', 'cy'].map((id) => anAgent(id, { label: `${mark} ${id}` })),
  });
}

/** One of each way to hold a debate of language models. */
function furtherDebates(mark: string, now: Date): Wanted[] {
  const deadline = new Date(now.getTime() + 86_400_000).toISOString();
  const decision = { ...decisionOf(mark), agents: [], evidence: [] };
  const agents = MODELS.slice(0, 5);
  return [
    { decision, agents, protocol: { mode: 'JUDGE', debateAnyway: true, tally: 'RANKING' } },
    { decision, agents: MODELS.slice(0, 2), protocol: { mode: 'MODERATED', limits: { deadline } } },
    { decision, agents, protocol: { mode: 'POLICY', debateAnyway: true } },
    { decision: { task: `${mark} what?` }, agents, protocol: { mode: 'SAFE', debateAnyway: true } },
  ];
}

/** So many debates with ground truth that nothing is left out of the statistics for want of them. */
function manyRecords(mark: string) {
  const following = [{ participantId: 'a', opportunities: 2, moves: 1, unexplained: 1 }];
  const known = {
    ...{ blind: 'xxy', final: 'yyy', winner: 'y', groundTruth: 'x' },
    ...{ kind: `${mark}-word`, following },
  };
  return Array.from({ length: 300 }, (_, at) => aRecord({ ...known, debateId: `dbt_${mark.slice(-1)}${1_000 + at}` }));
}

/** Whatever can be said is said; the texts carry the mark of the question. */
const inTurn: Script = (ask): Reply => {
  const { kind, round, participantId, decision, isOpen } = ask;
  const [mark = ''] = decision.task.split(' ');
  if (decision.task.includes('HANG')) return 'HANG';
  if (participantId === 'cy' && kind === 'CRITIQUE') return new Error(`${mark} failed`);
  if (participantId === 'p5') return new AgentFailure('CUT', `${mark} failed`, called(mark, 0).call);
  return { ...answerTo(ask, mark, isOpen), ...(ask.participants.some(({ model }) => model) && called(mark, round)) };
};

function called(mark: string, round: number) {
  const failed = anAttempt({ failure: 'MALFORMED', message: `${mark} malformed`, discardedText: `${mark} discarded` });
  return { call: aCall({ attempts: round === 0 ? [failed, anAttempt()] : [anAttempt()] }) };
}

function answerTo(ask: Parameters<Script>[0], mark: string, isOpen: boolean): Partial<Answer> {
  const { kind, participantId, participants, decision, ungrouped } = ask;
  const text = `${mark} says`;
  const other = participants.find(({ id }) => id !== participantId)?.id ?? null;
  const option = decision.options[0]?.id ?? null;
  const own = ['bob', 'p2'].includes(participantId) && kind === 'PROPOSAL' ? (decision.options[1]?.id ?? null) : option;
  if (kind === 'GROUPING')
    return {
      text,
      groups: ungrouped.map((_, at) => ({ candidateId: null, text: `${mark} answer ${at}`, members: [at] })),
    };
  if (kind === 'CRITIQUE') return { text, targetId: other };
  if (kind === 'MODERATION') return { text, ruling: { isFinal: true, side: other, answer: `${mark} ruling` } };
  const stated = [
    { option: own, stance: 'for' as const, criterion: `${mark} fit`, strength: 0.5, source: `${mark} src`, text },
  ];
  const open = isOpen && own === null ? { openAnswer: `${mark} ${participantId}` } : {};
  const evidence = decision.evidence.slice(0, 1).map(({ id }) => id);
  const said = { text, position: own, confidence: 0.7, reason: `${mark} reason`, citedPeer: other, evidence, stated };
  return { ...said, ...open, ranking: decision.options.map(({ id }) => id) };
}
