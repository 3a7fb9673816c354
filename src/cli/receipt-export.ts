import type { Command } from 'commander';
import { request } from './api.ts';
import { documentFormat, formatOption } from './document-format.ts';
import { CommandFailure } from './failure.ts';
import { ReceiptDocument } from './generated/graphql.ts';
import { write } from './terminal.ts';
import { withServer } from './with-server.ts';

/** `aragora receipt export`: the receipt of a debate, as a file. */
export function receiptExportCommand(receipt: Command): void {
  receipt
    .command('export')
    .description('print the receipt of an ended debate; only the JSON can be verified')
    .argument('<debate>', 'id of the debate')
    .addOption(formatOption())
    .action((debateId: string, { format }: { format: string }) =>
      withServer(async ({ url }) => {
        const { receipt } = await request(url, ReceiptDocument, { debateId, format: documentFormat(format) });
        if (receipt) return write(receipt.document);
        throw new CommandFailure(`${debateId} has no receipt: it runs, or there is no such debate.`);
      }),
    );
}
