import type { Command } from 'commander';
import { formatOption } from '../command/document-format.ts';
import { readText } from '../server/read-text.ts';
import { withServer } from '../server/with-server.ts';
import { write } from '../terminal/terminal.ts';

/** `aragora receipt export`: prints the receipt of a debate. */
export function receiptExportCommand(command: Command): void {
  command
    .argument('<debate>', 'id of the debate')
    .addOption(formatOption())
    .action((debateId: string, { format }: { format: string }) =>
      withServer(async ({ url }) => {
        const path = `/api/receipts/${encodeURIComponent(debateId)}?format=${format}`;
        for await (const part of readText(url, path)) await write(part);
      }),
    );
}
