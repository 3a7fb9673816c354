import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { ReceiptKeysDocument, type ReceiptKeysQuery, RotateReceiptKeyDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { print } from '../terminal/terminal.ts';

type Keys = ReceiptKeysQuery['receiptKeys'];

/** `aragora receipt keys`: the public keys, for people who verify receipts. */
export function receiptKeysCommand(command: Command): void {
  command.action(() =>
    withServer(async ({ url }) => {
      printKeys((await request(url, ReceiptKeysDocument, {})).receiptKeys);
    }),
  );
}

/** `aragora receipt rotate-key`: replaces the signing key. */
export function rotateKeyCommand(command: Command): void {
  command.option('--reason <text>', 'reason for the audit log').action(({ reason }: { reason?: string }) =>
    withServer(async ({ url }) => {
      const { rotateReceiptKey } = await request(url, RotateReceiptKeyDocument, { input: { reason } });
      const { keys, userErrors } = rotateReceiptKey;
      if (!keys) throw new CommandFailure(userErrors.map(({ message }) => message).join('\n'));
      printKeys(keys);
    }),
  );
}

function printKeys(keys: Keys): void {
  print(
    keys.map(
      ({ keyId, publicKey, retiredAt }) => `${keyId}  ${publicKey}  ${retiredAt ? `until ${retiredAt}` : 'in use'}`,
    ),
  );
}
