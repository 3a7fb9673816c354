import { setTimeout as sleep } from 'node:timers/promises';
import {
  DebateDocument,
  DeleteDebateDocument,
  InterjectDocument,
  RecordGroundTruthDocument,
  StartDebateDocument,
  type TypedDocumentString,
} from '../../../src/cli/generated/graphql.ts';
import type { Answered } from '../../../src/cli/server/api.ts';
import type { Database } from '../../../src/infra/postgres/database.ts';
import { aContestedDecision } from '../../resolvers/support/inputs.ts';
import { type Entry, faultsOfEntry } from './ledger-entry.ts';
import { retryUntilAnswered } from './retry-until-answered.ts';

const LOOKS_EVERY_MS = 100;

interface UserErrors {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/**
 * A load of mutations. Each is repeated with its key until it is acknowledged. At the end the ledger checks that every
 * acknowledged mutation is stored exactly once.
 */
export class Ledger {
  /** Requests that failed or got no answer, counted by the error. */
  readonly failures = new Map<string, number>();
  acknowledged = 0;
  private readonly url: string;
  private readonly entries: Entry[] = [];
  private readonly refusals: string[] = [];

  constructor(url: string) {
    this.url = url;
  }

  /** Runs debates until the signal aborts, this many at a time: each gets an interjection and a ground truth; every third is deleted. */
  async work(atATime: number, name: string, signal: AbortSignal): Promise<void> {
    const worker = async (at: number) => {
      for (let nth = 0; !signal.aborted; nth++) await this.hold(`${name}, ${at}, ${nth}`, nth % 3 === 0, signal);
    };
    await Promise.all(Array.from({ length: atATime }, (_, at) => worker(at)));
  }

  private async hold(task: string, isToGo: boolean, signal: AbortSignal): Promise<void> {
    const entry: Entry = { task };
    this.entries.push(entry);
    const decision = { ...aContestedDecision(), task };
    const start = await this.say(StartDebateDocument, { decision, paceMs: 40, idempotencyKey: task }, signal);
    const debateId = start?.startDebate.debate?.id;
    if (debateId === undefined) return;
    entry.id = debateId;
    const text = `Keep in mind: ${task}.`;
    const heard = await this.say(InterjectDocument, { debateId, text, idempotencyKey: task }, signal);
    if (heard?.interject.debate) entry.interjection = { text, atMs: Date.now() };
    if (!(await this.untilEnded(debateId, signal))) return;
    const groundTruth = 'y';
    const noted = await this.say(RecordGroundTruthDocument, { debateId, groundTruth, idempotencyKey: task }, signal);
    if (noted?.recordGroundTruth.debate) entry.groundTruth = groundTruth;
    if (!isToGo) return;
    const gone = await this.say(DeleteDebateDocument, { id: debateId, idempotencyKey: task }, signal);
    if (gone?.deleteDebate.deletedDebateId) entry.isDeleted = true;
  }

  private async say<Data extends { readonly [field: string]: UserErrors | string | null | undefined }, Input>(
    document: TypedDocumentString<Data, { input: Input }>,
    input: NoInfer<Input>,
    signal: AbortSignal,
  ): Promise<Answered<Data> | undefined> {
    const data = await this.retryUntilAnswered(document, { input }, signal);
    if (data === undefined) return undefined;
    const refused = Object.values(data).flatMap((value) => (typeof value === 'object' ? value.userErrors : []));
    // A mutation that comes too late gets CONFLICT. That is an answer, and nothing must be stored for it.
    this.refusals.push(...refused.filter(({ code }) => code !== 'CONFLICT').map(({ message }) => message));
    if (refused.length === 0) this.acknowledged++;
    return data;
  }

  private async untilEnded(id: string, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const debate = (await this.retryUntilAnswered(DebateDocument, { id }, signal))?.debate;
      if (debate && debate.status !== 'PENDING' && debate.status !== 'RUNNING') return true;
      await sleep(LOOKS_EVERY_MS);
    }
    return false;
  }

  private retryUntilAnswered<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: NoInfer<Variables>,
    signal: AbortSignal,
  ): Promise<Answered<Data> | undefined> {
    const onFailure = (what: string) => void this.failures.set(what, (this.failures.get(what) ?? 0) + 1);
    return retryUntilAnswered(this.url, document, variables, { signal, onFailure });
  }

  /** Whether mutations of every kind were acknowledged. Without one of each, the ledger would prove less than it says. */
  get hasEveryKind(): boolean {
    const kinds = ['interjection', 'groundTruth', 'isDeleted'] as const;
    return kinds.every((kind) => this.entries.some((entry) => entry[kind] !== undefined));
  }

  /** Waits until every debate has ended. A debate that has not ended then is a fault. */
  async settle(signal: AbortSignal): Promise<void> {
    for (const { id, isDeleted } of this.entries) if (id && !isDeleted) await this.untilEndedOrGone(id, signal);
  }

  private async untilEndedOrGone(id: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const found = await this.retryUntilAnswered(DebateDocument, { id }, signal);
      if (found && found.debate?.status !== 'PENDING' && found.debate?.status !== 'RUNNING') return;
      await sleep(LOOKS_EVERY_MS);
    }
  }

  /** Acknowledged data that is missing, repeated or broken. */
  async faultsIn(database: Database): Promise<readonly string[]> {
    const found = [...this.refusals, ...this.unexpectedFailures()];
    for (const entry of this.entries) found.push(...(await faultsOfEntry(database, entry)));
    return found;
  }

  /** Only errors that allow a retry are expected in place of an answer. */
  private unexpectedFailures(): readonly string[] {
    const isExpected = (what: string) => what === 'UNAVAILABLE' || what.startsWith('no answer');
    return [...this.failures].filter(([what]) => !isExpected(what)).map(([what, times]) => `${times} times ${what}`);
  }
}
