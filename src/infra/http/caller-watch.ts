import type { Logger } from '../logger.ts';
import { SocketCaller } from './socket-caller.ts';

/** Looks again and again at those who stay connected. */
export class CallerWatch {
  private readonly callers = new Set<SocketCaller>();
  private readonly looking: NodeJS.Timeout;
  private readonly logger: Logger;

  constructor(logger: Logger) {
    this.logger = logger;
    this.looking = setInterval(() => this.look(), SocketCaller.EVERY_MS).unref();
  }

  /** Until the function it answers is called. */
  add(caller: SocketCaller): () => void {
    this.callers.add(caller);
    return () => this.callers.delete(caller);
  }

  stop(): void {
    clearInterval(this.looking);
  }

  /** Closes the connections of those whose rights have changed; they can resume behind the last event they have. */
  private look(): void {
    for (const caller of this.callers)
      caller.lookAgain().catch((error) => this.logger.debug({ error }, 'Who is connected could not be told'));
  }
}
