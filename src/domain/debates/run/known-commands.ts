import type { StreamRef } from '../../events/ports.ts';
import type { DebateStore, StoredCommand } from '../ports.ts';

/**
 * Where it is notified that a debate has a new command. Not the stream of its events: the run that records them would be
 * woken by each of its own.
 */
export function commandStreamOf(debateId: string): StreamRef {
  return { workspaceId: 'commands', stream: debateId };
}

/** The stored commands of one debate, read again only when there may be others. */
export class KnownCommands {
  private readonly store: Pick<DebateStore, 'commandsOf'>;
  private readonly debateId: string;
  private known: Promise<readonly StoredCommand[]> | undefined;

  constructor(store: Pick<DebateStore, 'commandsOf'>, debateId: string) {
    this.store = store;
    this.debateId = debateId;
  }

  read(): Promise<readonly StoredCommand[]> {
    this.known ??= this.store.commandsOf(this.debateId);
    return this.known;
  }

  /** The next read asks the store again. A read that has begun may have come too early. */
  forget(): void {
    this.known = undefined;
  }
}
