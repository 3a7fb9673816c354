import type {} from '../shared/signals.ts';

declare module '../shared/signals.ts' {
  interface Signals {
    /** A part that the server needs does not work. */
    probeFailed: { name: string; error: unknown };
    /** A part that the server can do without does not work; the part itself logged when it went. */
    probeDegraded: { name: string; error: unknown };
  }
}
