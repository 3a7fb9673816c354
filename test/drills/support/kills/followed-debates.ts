import { StartDebateDocument } from '../../../../src/cli/generated/graphql.ts';
import { aContestedDecision } from '../../../resolvers/support/inputs.ts';
import { PATIENCE } from '../../../support/waiting.ts';
import type { DrillReport } from '../report.ts';
import { retryUntilAnswered } from '../retry-until-answered.ts';
import { Follower } from './follower.ts';

/** A limit of the full form, which runs on a quiet machine. */
const RESUMES_WITHIN_MS = 5_000;

interface Size {
  readonly debatesAtATime: number;
  readonly followersEach: number;
  /** Whether a follower that continues late exceeds a limit. */
  readonly isTimed: boolean;
}

/** Debates that are started one after the other, and their followers. */
export class FollowedDebates {
  readonly followers: Follower[] = [];
  private readonly url: string;
  private readonly name: string;
  private readonly followersEach: number;
  private readonly isTimed: boolean;
  private readonly enough = new AbortController();
  private readonly late = new AbortController();
  private readonly workers: readonly Promise<void>[];
  private failures = 0;

  constructor(url: string, name: string, { debatesAtATime, followersEach, isTimed }: Size) {
    this.url = url;
    this.name = name;
    this.followersEach = followersEach;
    this.isTimed = isTimed;
    this.workers = Array.from({ length: debatesAtATime }, (_, at) => this.hold(at));
  }

  /** Starts no more debates, and waits for the running ones. */
  async finish(): Promise<void> {
    this.enough.abort();
    const late = setTimeout(() => this.late.abort(), PATIENCE.timeout);
    await Promise.all(this.workers);
    clearTimeout(late);
  }

  report(): DrillReport {
    const resumes = this.followers.flatMap(({ resumedAfterMs }) => resumedAfterMs).sort((a, b) => a - b);
    const slow = resumes.filter((ms) => ms > RESUMES_WITHIN_MS);
    const broken = this.followers.flatMap(({ faults }) => faults);
    for (const { hasEnded, debateId } of this.followers) if (!hasEnded) broken.push(`${debateId} has not ended`);
    if (this.isTimed && slow.length > 0) {
      broken.push(`${slow.length} of ${resumes.length} followers continued late, the last after ${resumes.at(-1)} ms`);
    }
    const figures = {
      debates: new Set(this.followers.map(({ debateId }) => debateId)).size,
      'events received': this.followers.reduce((sum, { seen }) => sum + seen, 0),
      'losses of a subscription': resumes.length,
      'median ms to continue': resumes[Math.floor(resumes.length / 2)] ?? 0,
      '95th percentile of ms to continue': resumes[Math.floor(resumes.length * 0.95)] ?? 0,
      'longest ms to continue': resumes.at(-1) ?? 0,
      'repeated starts': this.failures,
    };
    return { figures, broken };
  }

  private async hold(worker: number): Promise<void> {
    for (let nth = 0; !this.enough.signal.aborted; nth++) {
      const input = {
        decision: { ...aContestedDecision(), task: `${this.name} ${worker} ${nth}` },
        paceMs: 200,
        idempotencyKey: `${this.name} ${worker} ${nth}`,
      };
      const onFailure = () => this.failures++;
      const started = await retryUntilAnswered(
        this.url,
        StartDebateDocument,
        { input },
        { signal: this.enough.signal, onFailure },
      );
      const id = started?.startDebate.debate?.id;
      if (id !== undefined) await this.followToEnd(id);
    }
  }

  private async followToEnd(debateId: string): Promise<void> {
    const followers = Array.from({ length: this.followersEach }, () => new Follower(this.url, debateId));
    this.followers.push(...followers);
    await Promise.all(followers.map((follower) => follower.toEnd(this.late.signal)));
  }
}
