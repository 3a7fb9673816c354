import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { ReceiptKeysDocument, type ReceiptKeysQuery, RotateReceiptKeyDocument } from '../generated/graphql.ts';
import type { Answered } from '../server/api.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { print, printJson } from '../terminal/terminal.ts';

type Keys = Answered<ReceiptKeysQuery>['receiptKeys'];

/** `aragora receipt keys`: the public keys, for people who verify receipts. */
export function receiptKeysCommand(command: Command): void {
  command.option('--json', 'print them as JSON').action(({ json }: { json?: true }) =>
    withServer(async ({ url }) => {
      printKeys((await request(url, ReceiptKeysDocument, {})).receiptKeys, json);
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
        const { keys, userErrors } = rotateReceiptKey;
        if (!keys) throw new CommandFailure(userErrors.map(({ message }) => message).join('\n'));
        printKeys(keys, json);
      }),
    );
}

function printKeys(keys: Keys, json: true | undefined): void {
  if (json) printJson(keys);
  else print(keys.map(line));
}

function line({ keyId, publicKey, retiredAt }: Keys[number]): string {
  return `${keyId}  ${publicKey}  ${retiredAt ? `until ${retiredAt}` : 'in use'}`;
}
