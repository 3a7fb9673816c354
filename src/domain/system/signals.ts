import type {} from '../shared/signals.ts';

declare module '../shared/signals.ts' {
  interface Signals {
    /** A required part of the server does not work. */
    probeFailed: { name: string; error: unknown };
    /** An optional part of the server does not work; the part itself logged its failure. */
    probeDegraded: { name: string; error: unknown };
  }
}
