import type { Actor } from '../../../src/domain/access/actor.ts';
import type { Debate } from '../../../src/domain/debates/debate.ts';
import { liveTurn } from '../../../src/domain/debates/live/live-turn.ts';
import type { RequestTurn } from '../../../src/domain/debates/ports.ts';
import { eventCursor } from '../../../src/domain/events/cursor.ts';
import { aDecision, anAgent, anEvidence } from '../../support/builders.ts';
import type { DebatesWorld } from '../../support/debates-world.ts';
import { anAttempt, MODELS } from '../../support/providers/model-debates.ts';
import { aRecord } from '../../support/records.ts';
import type { Filling } from '../support/tenancy/feature-tenancy.ts';
import { idOf, type Tenant } from '../support/tenancy/tenant.ts';
import type { TwoOrganisations } from '../support/tenancy/two-organisations.ts';

type Wanted = Parameters<DebatesWorld['debates']['start']>[1];

/** A running, an ended and a deleted debate; in the full extent also one for each mode. */
export async function fillWithDebates({ both, owner, mark, extent }: Filling) {
  const { ids, further } = await new Debating(both.world, owner, mark).all(extent === 'ALL');
  return { ids, furtherIds: { debates: further } };
}

/** Sends live text and events of the running debate to its subscribers. */
export async function moveDebate({ world }: TwoOrganisations, own: Tenant, mark: string): Promise<void> {
  const { owner } = own;
  const running = idOf(own, 'running');
  const ref = { workspaceId: owner.workspaceId, stream: running };
  const turn = liveTurn(world.channel, world.clock, ref, { participantId: 'ann', kind: 'PROPOSAL', round: 0 });
  turn.text(`${mark} live`);
  turn.done();
  await world.debates.interject(owner, { debateId: running, text: `${mark} moves` });
  await world.bus.notify(ref);
  await world.clock.settle();
}

/** The debates of one organisation. */
class Debating {
  private readonly world: DebatesWorld;
  private readonly owner: Actor;
  private readonly mark: string;

  constructor(world: DebatesWorld, owner: Actor, mark: string) {
    this.world = world;
    this.owner = owner;
    this.mark = mark;
  }

  async all(isFull: boolean) {
    const { owner, mark } = this;
    const { debates } = this.world;
    const argued = await this.run({ decision: decisionOf(mark), protocol: { mode: 'DELIBERATE' } });
    await debates.recordGroundTruth(owner, { debateId: argued.id, groundTruth: 'x' });
    const further = isFull ? await this.further(argued) : [];
    const deleted = await this.run({ decision: decisionOf(mark), protocol: {} });
    await debates.delete(owner, { id: deleted.id, reason: `${mark} reason` });
    const running = await debates.start(owner, { decision: decisionOf(`${mark} HANG`), protocol: {} });
    await this.world.runner.wake(running.id);
    await debates.interject(owner, { debateId: running.id, text: `${mark} said` });
    await this.world.clock.settle();
    await this.world.count();
    return { ids: { running: running.id, ended: argued.id, deleted: deleted.id }, further };
  }

  private async further(argued: Debate): Promise<readonly string[]> {
    const { owner, mark } = this;
    const { records, debates } = this.world;
    const ids: string[] = [];
    for (const wanted of furtherDebates(mark, this.world.clock.now())) ids.push((await this.run(wanted)).id);
    const { id } = await debates.start(owner, { ...furtherDebates(mark, this.world.clock.now())[0] } as Wanted);
    await this.interrupted(id);
    for (const record of manyRecords(mark)) await records.add(owner.workspaceId, record);
    return [...ids, id, await this.forked(argued)];
  }

  /** A stopping server abandons the calls of the debate, and another one runs it to its end. */
  private async interrupted(id: string): Promise<void> {
    const ask: RequestTurn = async (_ask, listener, signal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      listener.attempted(
        anAttempt({ failure: 'CANCELLED', message: `${this.mark} given up`, discardedText: `${this.mark} cut` }),
      );
      throw signal.reason;
    };
    const stopping = this.world.anotherRunner(() => ({ ask }));
    await stopping.wake(id);
    await this.world.clock.settle();
    await stopping.drain(0);
    await this.toEnd(id);
  }

  private async forked({ id: debateId, workspaceId }: Debate): Promise<string> {
    const { owner, mark } = this;
    const events = await this.world.log.read({ workspaceId, stream: debateId }, 0, 1_000);
    const seq = events.find(({ kind }) => kind.includes('proposal'))?.seq ?? 4;
    const after = eventCursor(debateId, seq);
    const fork = await this.world.debates.fork(owner, { debateId, after, protocol: {}, interjection: `${mark} but` });
    await this.toEnd(fork.id);
    return fork.id;
  }

  private async run(wanted: Wanted) {
    const { id } = await this.world.debates.start(this.owner, wanted);
    await this.toEnd(id);
    return this.world.debates.find(this.owner, id);
  }

  private async toEnd(id: string): Promise<void> {
    const runner = this.world.anotherRunner(() => ({ findCruxes: () => [CRUX] }));
    await runner.wake(id);
    await this.world.clock.until(() => runner.running === 0);
  }
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

/** A debate of language models for each mode. */
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

/** Enough debates with ground truth for all indices of the statistics. */
function manyRecords(mark: string) {
  const following = [{ participantId: 'a', opportunities: 2, moves: 1, unexplained: 1 }];
  const known = {
    ...{ blind: 'xxy', final: 'yyy', winner: 'y', groundTruth: 'x' },
    ...{ kind: `${mark}-word`, following },
  };
  return Array.from({ length: 300 }, (_, at) => aRecord({ ...known, debateId: `dbt_${mark.slice(-1)}${1_000 + at}` }));
}
