import { setTimeout as sleep } from 'node:timers/promises';
import {
  DebateDocument,
  DeleteDebateDocument,
  InterjectDocument,
  RecordOutcomeDocument,
  StartDebateDocument,
  type TypedDocumentString,
} from '../../../src/cli/generated/graphql.ts';
import type { Database } from '../../../src/infra/postgres/database.ts';
import { aContestedDecision } from '../../resolvers/support/inputs.ts';
import { insist } from './insist.ts';
import { faultsOf } from './streams.ts';

const LOOKS_EVERY_MS = 100;

interface UserErrors {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** What one debate of the load was acknowledged. */
interface Entry {
  readonly task: string;
  id?: string;
  interjection?: { readonly text: string; readonly atMs: number };
  outcome?: string;
  isDeleted?: true;
}

/**
 * A load of mutations, each said again with its key until it is acknowledged, and what was acknowledged; and the proof that
 * all of it is there in the end, once.
 */
export class Ledger {
  /** Requests that were answered with an error or not at all, by what came. */
  readonly failures = new Map<string, number>();
  acknowledged = 0;
  private readonly url: string;
  private readonly entries: Entry[] = [];
  private readonly refusals: string[] = [];

  constructor(url: string) {
    this.url = url;
  }

  /** So many debates at a time until the signal aborts: started, spoken to, labelled, and every third deleted. */
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
    const answer = 'y';
    const noted = await this.say(RecordOutcomeDocument, { debateId, answer, idempotencyKey: task }, signal);
    if (noted?.recordOutcome.debate) entry.outcome = answer;
    if (!isToGo) return;
    const gone = await this.say(DeleteDebateDocument, { id: debateId, idempotencyKey: task }, signal);
    if (gone?.deleteDebate.deletedDebateId) entry.isDeleted = true;
  }

  private async say<Data extends { readonly [field: string]: UserErrors | string | undefined }, Input>(
    document: TypedDocumentString<Data, { input: Input }>,
    input: Input,
    signal: AbortSignal,
  ): Promise<Data | undefined> {
    const data = await this.insist(document, { input }, signal);
    if (data === undefined) return undefined;
    const refused = Object.values(data).flatMap((value) => (typeof value === 'object' ? value.userErrors : []));
    // Whoever speaks too late is told so: that is an answer, and nothing is to be kept.
    this.refusals.push(...refused.filter(({ code }) => code !== 'CONFLICT').map(({ message }) => message));
    if (refused.length === 0) this.acknowledged++;
    return data;
  }

  private async untilEnded(id: string, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const debate = (await this.insist(DebateDocument, { id }, signal))?.debate;
      if (debate && debate.status !== 'PENDING' && debate.status !== 'RUNNING') return true;
      await sleep(LOOKS_EVERY_MS);
    }
    return false;
  }

  private insist<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    signal: AbortSignal,
  ): Promise<Data | undefined> {
    const onFailure = (what: string) => void this.failures.set(what, (this.failures.get(what) ?? 0) + 1);
    return insist(this.url, document, variables, { signal, onFailure });
  }

  /** Waits until every debate has ended; what has not by then is a fault. */
  async settle(signal: AbortSignal): Promise<void> {
    for (const { id, isDeleted } of this.entries) if (id && !isDeleted) await this.untilEndedOrGone(id, signal);
  }

  private async untilEndedOrGone(id: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const found = await this.insist(DebateDocument, { id }, signal);
      if (found && found.debate?.status !== 'PENDING' && found.debate?.status !== 'RUNNING') return;
      await sleep(LOOKS_EVERY_MS);
    }
  }

  /** What was acknowledged and is not there, or is there more than once, or is broken. */
  async faultsIn(database: Database): Promise<readonly string[]> {
    const found = [...this.refusals, ...this.unexpectedFailures()];
    for (const entry of this.entries) found.push(...(await faultsOfEntry(database, entry)));
    return found;
  }

  /** Only what says that it may be tried again may come in place of an answer. */
  private unexpectedFailures(): readonly string[] {
    const isExpected = (what: string) => what === 'UNAVAILABLE' || what.startsWith('no answer');
    return [...this.failures].filter(([what]) => !isExpected(what)).map(([what, times]) => `${times} times ${what}`);
  }
}

async function faultsOfEntry(database: Database, entry: Entry): Promise<readonly string[]> {
  const sql = 'select id, right_answer as "rightAnswer" from debates where task = ?';
  const rows = await database.use((em) => em.execute<{ id: string; rightAnswer: string | null }[]>(sql, [entry.task]));
  const { task, id, interjection, outcome, isDeleted } = entry;
  if (rows.length > 1) return [`${task}: there are ${rows.length} of it`];
  const [row] = rows;
  if (id === undefined) return [];
  if (isDeleted) return row || (await hasText(database, id)) ? [`${task}: it was deleted, and is there`] : [];
  // A deletion that nobody was told of may have come about.
  if (!row) return outcome === undefined ? [`${task}: it is not there`] : [];
  if (row.id !== id) return [`${task}: it is ${row.id}, and ${id} was acknowledged`];
  const isForgotten = outcome !== undefined && row.rightAnswer !== outcome;
  return [
    ...(isForgotten ? [`${task}: the outcome is ${row.rightAnswer}, and ${outcome} was acknowledged`] : []),
    ...(interjection ? await faultsOfInterjection(database, id, interjection) : []),
    ...(await faultsOf(database, id)),
  ];
}

async function hasText(database: Database, stream: string): Promise<boolean> {
  const sql = 'select 1 from events where stream = ? and data is not null limit 1';
  return (await database.use((em) => em.execute<unknown[]>(sql, [stream]))).length > 0;
}

/** It was heard once, unless no phase began any more after it was said. */
async function faultsOfInterjection(
  database: Database,
  stream: string,
  { text, atMs }: NonNullable<Entry['interjection']>,
): Promise<readonly string[]> {
  const sql = `select count(*) filter (where kind = 'human.interjected' and data::text like ?)::int as heard,
    coalesce(max(extract(epoch from at) * 1000) filter (where kind = 'phase.started'), 0)::float8 as "lastPhaseMs"
    from events where stream = ?`;
  const [row] = await database.use((em) =>
    em.execute<{ heard: number; lastPhaseMs: number }[]>(sql, [`%${text}%`, stream]),
  );
  const { heard = 0, lastPhaseMs = 0 } = row ?? {};
  if (heard === 1 || (heard === 0 && lastPhaseMs <= atMs)) return [];
  return [`${stream}: what was said to it was heard ${heard} times`];
}
