import type {} from '../shared/signals.ts';

declare module '../shared/signals.ts' {
  interface Signals {
    /** A field was sealed or opened; `store` is the table. */
    encryptionUsed: { operation: 'encrypt' | 'decrypt'; store: string; durationMs: number };
    /** A field could not be sealed or opened. */
    encryptionFailed: {
      operation: 'encrypt' | 'decrypt';
      store: string;
      failure: string;
      column: string;
      row: string;
      workspaceId: string;
      error: unknown;
    };
  }
}
