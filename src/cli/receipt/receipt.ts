import type { Command } from 'commander';
import { addSubcommands } from '../command/subcommands.ts';

/** `aragora receipt`: the commands of receipts. */
export function receiptCommand(command: Command): void {
  addSubcommands(command, [
    {
      name: 'export',
      description: 'print the receipt of an ended debate; only the JSON can be verified',
      load: async () => (await import('./receipt-export.ts')).receiptExportCommand,
    },
    {
      name: 'verify',
      description: 'check the signature and every event of a receipt; exits with 1 if the receipt is not valid',
      load: async () => (await import('./receipt-verify.ts')).verifyCommand,
    },
    {
      name: 'keys',
      description: 'list the public keys of receipts',
      load: async () => (await import('./receipt-keys.ts')).receiptKeysCommand,
    },
    {
      name: 'rotate-key',
      description: 'sign with a new key from now on; existing receipts stay valid',
      load: async () => (await import('./receipt-keys.ts')).rotateKeyCommand,
    },
  ]);
}
