import type { Command } from 'commander';
import { receiptExportCommand } from './receipt-export.ts';
import { receiptKeysCommand, rotateKeyCommand } from './receipt-keys.ts';
import { verifyCommand } from './receipt-verify.ts';

/** `aragora receipt`: the commands of receipts. */
export function receiptCommand(program: Command): void {
  const receipt = program.command('receipt').description('export and verify receipts of debates, and their keys');
  receiptExportCommand(receipt);
  verifyCommand(receipt);
  receiptKeysCommand(receipt);
  rotateKeyCommand(receipt);
}
