import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { RecordOutcomeDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { say } from '../terminal/terminal.ts';
import { GAINS } from '../terminal/words.ts';

/** `aragora debates outcome`: records what turned out right. */
export function outcomeCommand(debates: Command): void {
  debates
    .command('outcome')
    .description('record which option turned out right; weights and policy go by it from then on')
    .argument('<id>', 'the debate (dbt_…), which has ended')
    .argument('<option|none>', 'id of the option or candidate, or `none` where none of them was')
    .action((id: string, option: string) =>
      withServer(async ({ url }) => {
        const input = { debateId: id, answer: option === 'none' ? null : option };
        const { recordOutcome } = await request(url, RecordOutcomeDocument, { input });
        const { debate, userErrors } = recordOutcome;
        if (!debate) throw new CommandFailure(userErrors.map(({ message }) => message).join('\n'));
        say(`Recorded. Against the first, blind answers: ${debate.verdict ? GAINS[debate.verdict.debateGain] : ''}.`);
      }),
    );
}
