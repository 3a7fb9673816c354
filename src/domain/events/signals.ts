import type {} from '../shared/signals.ts';

declare module '../shared/signals.ts' {
  interface Signals {
    /** A reactor could not take an event, and tries again later; null where it did not come as far as an event. */
    reactorFailed: {
      reactor: string;
      workspaceId: string | null;
      stream: string | null;
      seq: number | null;
      kind: string | null;
      error: unknown;
    };
  }
}
