import type { Command } from 'commander';
import { request } from './api.ts';
import { CommandFailure } from './failure.ts';
import { InterjectDocument } from './generated/graphql.ts';
import { say } from './terminal.ts';
import { withServer } from './with-server.ts';

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
