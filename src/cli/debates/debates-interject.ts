import type { Command } from 'commander';
import { failureOf } from '../command/mistakes.ts';
import { InterjectDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { printJson, say } from '../terminal/terminal.ts';

/** `aragora debates interject`: an interjection to the debaters of a running debate. */
export function interjectCommand(command: Command): void {
  command
    .argument('<id>', 'id of the debate (dbt_…)')
    .argument('<words...>', 'the text')
    .option('--json', 'print the debate as JSON')
    .action((id: string, words: string[], { json }: { json?: true }) =>
      withServer(async ({ url }) => {
        const { interject } = await request(url, InterjectDocument, { input: { debateId: id, text: words.join(' ') } });
        if (!interject.debate) throw failureOf(interject);
        if (json) printJson(interject.debate);
        else say('Sent. Language models get it from the next phase on.');
      }),
    );
}
