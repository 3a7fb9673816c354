import { ENCRYPTION_FAULTS } from '../../domain/encryption/encryption-failure.ts';
import type { Signals } from '../../domain/shared/signals.ts';
import { counter, histogram, SHORT_SECONDS, type SignalRows } from '../metrics/signal-row.ts';

const OPERATION = {
  of: ({ operation }: { readonly operation: string }) => operation,
  known: ['encrypt', 'decrypt'],
};

const ERROR_TYPES = [...ENCRYPTION_FAULTS, 'OTHER'].map((fault) => fault.toLowerCase());

/** Logs and metrics of the signals of encryption. */
export const ENCRYPTION_SIGNALS = {
  encryptionUsed: {
    level: 'debug',
    metrics: [
      counter<Signals['encryptionUsed']>(
        'aragora_encryption_operations_total',
        'Encryptions and decryptions of fields, successful or failed.',
        {
          labels: { operation: OPERATION, store: ({ store }) => store },
        },
      ),
      histogram<Signals['encryptionUsed']>(
        'aragora_encryption_operation_latency_seconds',
        'Duration of the encryption or decryption of a field.',
        {
          labels: { operation: OPERATION },
          seconds: ({ durationMs }) => durationMs / 1000,
          buckets: SHORT_SECONDS,
        },
      ),
    ],
  },
  encryptionFailed: {
    level: 'error',
    metrics: [
      counter<Signals['encryptionFailed']>(
        'aragora_encryption_errors_total',
        'Fields that could not be encrypted or decrypted.',
        {
          labels: {
            operation: OPERATION,
            error_type: { of: ({ failure }) => failure.toLowerCase(), known: ERROR_TYPES },
          },
        },
      ),
    ],
  },
} satisfies SignalRows;
