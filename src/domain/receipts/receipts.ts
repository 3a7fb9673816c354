import type { Actor } from '../access/actor.ts';
import type { Debate } from '../debates/debate.ts';
import { digestOf, type LoggedEvent } from '../events/event.ts';
import type { EventLog, StreamRef } from '../events/ports.ts';
import { given } from '../shared/given.ts';
import type { Atomically, Clock, Ids, Random } from '../shared/ports.ts';
import { checkReason } from '../shared/reason.ts';
import type { KeyInUse, KeyRing, KnownKey, ReceiptStore, RecordAction } from './ports.ts';
import type { ReceiptHeader, SignedReceipt } from './receipt.ts';
import { signed } from './receipt-key.ts';
import { statementOf } from './statement.ts';

export interface ReceiptsPorts {
  readonly store: ReceiptStore;
  readonly keyRing: KeyRing;
  readonly log: Pick<EventLog, 'read' | 'hashes'>;
  readonly recordAction: RecordAction;
  readonly atomically: Atomically;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly random: Random;
}

/** Events of one read. An event may hold a long text. */
const BATCH = 100;

/** Receipts of ended debates: signed proof of the turns and the verdict. */
export class Receipts {
  private readonly ports: ReceiptsPorts;

  constructor(ports: ReceiptsPorts) {
    this.ports = ports;
  }

  /** Records the key in use. Throws when no key is available. */
  async open(): Promise<void> {
    const key = await this.ports.keyRing.current();
    await this.ports.store.useKey(key, key.origin);
  }

  /** Issues the receipt of a debate whose last event was just appended, in the ambient transaction. */
  async issue(debate: Debate): Promise<void> {
    const { store, keyRing, log, random } = this.ports;
    const key = await keyRing.current();
    const hashes = await log.hashes(refOf(debate));
    const statement = statementOf(debate);
    const statementSalt = random.hex(16);
    const header = this.headerOf(debate, hashes, digestOf(statementSalt, statement), key);
    const receipt = { header, signature: signed(header, key), publicKey: key.publicKey };
    await store.add({ ...receipt, statement, statementSalt }, key.origin);
  }

  /** Erases the content of the receipt of a deleted debate. The signed header stays. */
  erase({ workspaceId, stream }: StreamRef): Promise<void> {
    return this.ports.store.erase(workspaceId, stream);
  }

  /**
   * The receipt of a debate, also of a deleted one, without its events; undefined while it runs and when the workspace has
   * none with this id.
   */
  async find(actor: Actor, debateId: string): Promise<SignedReceipt | undefined> {
    return (await this.findMany(actor, [debateId]))[0];
  }

  /** The receipts of these debates without their events, in the order of the ids; undefined for a debate without a receipt. */
  async findMany(
    { workspaceId }: Actor,
    debateIds: readonly string[],
  ): Promise<readonly (SignedReceipt | undefined)[]> {
    const found = await this.ports.store.findMany(workspaceId, debateIds.filter(isId));
    const byDebate = new Map(found.map((receipt) => [receipt.header.debateId, receipt]));
    return debateIds.map((id) => byDebate.get(id));
  }

  /** The receipt with this id, without its events; undefined when the workspace has none. */
  async findById({ workspaceId }: Actor, receiptId: string): Promise<SignedReceipt | undefined> {
    return isId(receiptId) ? this.ports.store.findById(workspaceId, receiptId) : undefined;
  }

  /** The events that a receipt covers and those that came after it, in order, read as they are asked for. */
  async *events({ header: { workspaceId, debateId } }: SignedReceipt): AsyncGenerator<LoggedEvent> {
    for (let after = 0; ; after += BATCH) {
      const batch = await this.ports.log.read({ workspaceId, stream: debateId }, after, BATCH);
      yield* batch;
      if (batch.length < BATCH) return;
    }
  }

  /** All public keys of receipts, newest first. */
  keys(): Promise<readonly KnownKey[]> {
    return this.ports.store.keys();
  }

  /**
   * Replaces the signing key. Receipts of earlier keys stay valid, and these keys stay published. Throws a `UserError`
   * (CONFLICT) when the key is set in the configuration. The reason, 1 to 500 characters, is stored in the audit log.
   */
  async rotateKey(
    actor: Actor,
    { reason }: { readonly reason?: string | undefined } = {},
  ): Promise<readonly KnownKey[]> {
    checkReason(reason);
    await this.useRotated(actor, await this.ports.keyRing.rotate(), reason);
    return this.keys();
  }

  private async useRotated(actor: Actor, key: KeyInUse, reason: string | undefined): Promise<void> {
    const { atomically, store, recordAction } = this.ports;
    const target = { type: 'receipt-key', id: key.keyId };
    await atomically(async () => {
      await store.useKey(key, key.origin);
      await recordAction(actor, {
        ...{ category: 'ADMIN', action: 'receipt-key.rotated', target, outcome: 'SUCCESS' },
        ...given({ reason }),
      });
    });
  }

  private headerOf({ id, workspaceId }: Debate, hashes: readonly string[], statementDigest: string, key: KeyInUse) {
    const { ids, clock } = this.ports;
    return {
      type: 'aragora.receipt',
      version: 1,
      receiptId: ids.next('rcp'),
      workspaceId,
      debateId: id,
      issuedAt: clock.now().toISOString(),
      chain: { length: hashes.length, head: hashes.at(-1) ?? '', hashes },
      statementDigest,
      algorithm: 'Ed25519',
      keyId: key.keyId,
    } satisfies ReceiptHeader;
  }
}

function isId(text: string): boolean {
  return /^\w{1,64}$/.test(text);
}

function refOf({ workspaceId, id }: Debate): StreamRef {
  return { workspaceId, stream: id };
}
