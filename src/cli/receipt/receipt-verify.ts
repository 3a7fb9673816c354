import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { PublicKey, ReceiptReport } from '../../app/app.ts';
import { CommandFailure } from '../command/failure.ts';
import { print } from '../terminal/terminal.ts';

/** `aragora receipt verify`: needs the file and the public key alone, no server. */
export function verifyCommand(receipt: Command): void {
  receipt
    .command('verify')
    .description('check a receipt: its signature and every event; exits with 1 when something does not fit')
    .argument('<file>', 'the receipt in JSON')
    .option(
      '--key <key>',
      'public key to check it by: 32 bytes in base64url, or a file (PEM, or the published list of keys); left out: the one in the receipt',
    )
    .action(verify);
}

async function verify(file: string, { key }: { key?: string }): Promise<void> {
  const { receipts } = await import('../../app/app.ts');
  const report = receipts.verify(json(await text(file), file), key === undefined ? [] : await keysOf(key));
  print(report.isValid ? proved(report) : refuted(report));
  if (!report.isValid) process.exitCode = 1;
}

function proved(report: ReceiptReport & { isValid: true }): string[] {
  const { debateId, issuedAt, events, keyId, key, erased, isStatementErased, later } = report;
  const isPartly = erased.length > 0 && erased.length < events;
  return [
    `VALID: the receipt of ${debateId}, issued ${issuedAt}, over ${events} events.`,
    key === 'NAMED'
      ? `Signed with the key ${keyId}.`
      : `Signed with the key ${keyId}, which is the receipt's own: it is unchanged, but this does not show who signed it. Give --key.`,
    ...(erased.length === events ? ['The content of every event has been erased; that they happened is proved.'] : []),
    ...(isPartly ? [`The content of these events has been erased; their digests fit: ${erased.join(', ')}.`] : []),
    ...(isStatementErased ? ['The result of the debate has been erased.'] : []),
    ...(later.length > 0 ? [`After its end, not covered by the signature: ${later.join(', ')}.`] : []),
  ];
}

function refuted({ reason }: ReceiptReport & { isValid: false }): string {
  return `NOT VALID: ${reason}`;
}

/** The key itself, or those in a file. */
async function keysOf(key: string): Promise<readonly PublicKey[]> {
  const { receipts } = await import('../../app/app.ts');
  const keys = receipts.publicKeysIn(/^[\w-]{43}$/.test(key) ? key : await text(key));
  if (keys.length > 0) return keys;
  throw new CommandFailure(
    `There is no Ed25519 public key in ${key}. Give one in base64url or PEM, or the published list.`,
  );
}

async function text(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CommandFailure(
      isMissing ? `There is no file ${file}.` : `${file} cannot be read: ${(error as Error).message}.`,
    );
  }
}

function json(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new CommandFailure(`${file} is not JSON. Export the receipt with \`aragora receipt export\`.`);
  }
}
