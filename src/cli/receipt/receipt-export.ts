import type { Command } from 'commander';
import { documentFormat, formatOption } from '../command/document-format.ts';
import { CommandFailure } from '../command/failure.ts';
import { ReceiptDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { write } from '../terminal/terminal.ts';

/** `aragora receipt export`: prints the receipt of a debate. */
export function receiptExportCommand(command: Command): void {
  command
    .argument('<debate>', 'id of the debate')
    .addOption(formatOption())
    .action((debateId: string, { format }: { format: string }) =>
      withServer(async ({ url }) => {
        const { receipt } = await request(url, ReceiptDocument, { debateId, format: documentFormat(format) });
        if (receipt) return write(receipt.document);
        throw new CommandFailure(`${debateId} has no receipt: the debate is still running, or does not exist.`);
      }),
    );
}
