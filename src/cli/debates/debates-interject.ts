import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { InterjectDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { say } from '../terminal/terminal.ts';

/** `aragora debates interject`: says something to the debaters of a running debate. */
export function interjectCommand(debates: Command): void {
  debates
    .command('interject')
    .description('say something to the debaters, who hear it from the next phase on')
    .argument('<id>', 'the debate (dbt_…)')
    .argument('<words...>', 'what to say')
    .action((id: string, words: string[]) =>
      withServer(async ({ url }) => {
        const { interject } = await request(url, InterjectDocument, { input: { debateId: id, text: words.join(' ') } });
        if (!interject.debate) throw new CommandFailure(interject.userErrors.map(({ message }) => message).join('\n'));
        say('Said. Language models hear it from the next phase on.');
      }),
    );
}
