import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { ReceiptKeysDocument, type ReceiptKeysQuery, RotateReceiptKeyDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { print } from '../terminal/terminal.ts';

type Keys = ReceiptKeysQuery['receiptKeys'];

/** `aragora receipt keys`: the public keys, to be handed to whoever verifies. */
export function receiptKeysCommand(receipt: Command): void {
  receipt
    .command('keys')
    .description('list the public keys that receipts were signed with')
    .action(() =>
      withServer(async ({ url }) => {
        printKeys((await request(url, ReceiptKeysDocument, {})).receiptKeys);
      }),
    );
}

/** `aragora receipt rotate-key`: another key from now on. */
export function rotateKeyCommand(receipt: Command): void {
  receipt
    .command('rotate-key')
    .description('sign with a new key from now on; receipts signed before stay valid')
    .option('--reason <text>', 'why, for the audit log')
    .action(({ reason }: { reason?: string }) =>
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
