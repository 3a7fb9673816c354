import type { Command } from 'commander';
import { failureOf } from '../command/mistakes.ts';
import { ReceiptKeysDocument, type ReceiptKeysQuery, RotateReceiptKeyDocument } from '../generated/graphql.ts';
import { type Answered, request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { print, printJson } from '../terminal/terminal.ts';

type Keys = Answered<ReceiptKeysQuery>['receiptKeys'];

/** `aragora receipt keys`: the public keys, for people who verify receipts. */
export function receiptKeysCommand(command: Command): void {
  command.option('--json', 'print them as JSON').action(({ json }: { json?: true }) =>
    withServer(async ({ url }) => {
      const { receiptKeys } = await request(url, ReceiptKeysDocument, {});
      printKeys(receiptKeys, json ? 'JSON' : 'LINES');
    }),
  );
}

/** `aragora receipt rotate-key`: replaces the signing key. */
export function rotateKeyCommand(command: Command): void {
  command
    .option('--reason <text>', 'reason for the audit log')
    .option('--json', 'print the keys as JSON')
    .action(({ reason, json }: { reason?: string; json?: true }) =>
      withServer(async ({ url }) => {
        const { rotateReceiptKey } = await request(url, RotateReceiptKeyDocument, { input: { reason } });
        if (!rotateReceiptKey.keys) throw failureOf(rotateReceiptKey);
        printKeys(rotateReceiptKey.keys, json ? 'JSON' : 'LINES');
      }),
    );
}

function printKeys(keys: Keys, form: 'JSON' | 'LINES'): void {
  if (form === 'JSON') printJson(keys);
  else print(keys.map(line));
}

function line({ keyId, publicKey, retiredAt }: Keys[number]): string {
  return `${keyId}  ${publicKey}  ${retiredAt ? `until ${retiredAt}` : 'in use'}`;
}
