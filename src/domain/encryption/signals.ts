import type {} from '../shared/signals.ts';

declare module '../shared/signals.ts' {
  interface Signals {
    /** A field was encrypted or decrypted; `store` is the table. */
    encryptionUsed: { operation: 'encrypt' | 'decrypt'; store: string; durationMs: number };
    /** A field could not be encrypted or decrypted. */
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
