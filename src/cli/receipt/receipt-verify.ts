import type { Command } from 'commander';
import type { PublicKey, ReceiptReport } from '../../app/app.ts';
import { CommandFailure } from '../command/failure.ts';
import { type InputKind, inputName, readInput, stdinMistake } from '../command/input-file.ts';
import { print, printJson } from '../terminal/terminal.ts';
import { printable } from '../terminal/text.ts';

interface Options {
  readonly key?: string;
  readonly json?: true;
}

/** `aragora receipt verify`: needs only the file and the public key, no server. */
export function verifyCommand(command: Command): void {
  command
    .argument('<file>', 'the receipt in JSON (- for standard input)')
    .option(
      '--key <key>',
      'public key: 32 bytes in base64url, or a file (PEM, or the published list of keys); default: the key in the receipt',
    )
    .option('--json', 'print the report as JSON')
    .action((file: string, options: Options) => {
      const mistake = stdinMistake([file, options.key]);
      return mistake === undefined ? verify(file, options) : command.error(mistake);
    });
}

const RECEIPT: InputKind = { what: 'a receipt', maxBytes: 100_000_000 };
const KEYS: InputKind = { what: 'a file of public keys', maxBytes: 1_000_000 };

async function verify(file: string, { key, json: asJson }: Options): Promise<void> {
  const { receipts } = await import('../../app/app.ts');
  const report = await receipts.verify(await readInput(file, RECEIPT), key === undefined ? [] : await keysOf(key));
  if (asJson) printJson(report);
  else print((report.isValid ? proved(report) : [refuted(report)]).map(printable));
  if (!report.isValid) process.exitCode = 1;
}

function proved(report: ReceiptReport & { isValid: true }): string[] {
  const { debateId, issuedAt, events, keyId, key, erased, isStatementErased, later } = report;
  const isPartly = erased.length > 0 && erased.length < events;
  return [
    `VALID: the receipt of ${debateId}, issued ${issuedAt}, over ${events} events.`,
    key === 'NAMED'
      ? `Signed with the key ${keyId}.`
      : `Signed with the key ${keyId} from the receipt itself: the receipt is unchanged, but this does not show who signed it. Use --key.`,
    ...(erased.length === events
      ? ['The content of every event has been erased; only their existence is proved.']
      : []),
    ...(isPartly
      ? [`The content of these events has been erased; their digests are correct: ${erased.join(', ')}.`]
      : []),
    ...(isStatementErased ? ['The statement of the debate has been erased.'] : []),
    ...(later.length > 0 ? [`Events after the end, not covered by the signature: ${later.join(', ')}.`] : []),
  ];
}

function refuted({ reason }: ReceiptReport & { isValid: false }): string {
  return `NOT VALID: ${reason}`;
}

/** The given key, or the keys in a file. */
async function keysOf(key: string): Promise<readonly PublicKey[]> {
  const { receipts } = await import('../../app/app.ts');
  const keys = await receipts.publicKeysIn(
    /^[\w-]{43}$/.test(key) ? key : (await readInput(key, KEYS)).toString('utf8'),
  );
  if (keys.length > 0) return keys;
  throw new CommandFailure(
    `There is no Ed25519 public key in ${inputName(key)}. Give one in base64url or PEM, or the published list.`,
  );
}
