import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { RecordGroundTruthDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { say } from '../terminal/terminal.ts';
import { GAINS } from '../terminal/words.ts';

/** `aragora debates ground-truth`: records the option that turned out right. */
export function groundTruthCommand(command: Command): void {
  command
    .argument('<id>', 'id of an ended debate (dbt_…)')
    .argument('<option|none>', 'id of the option or candidate, or `none` if none of them was right')
    .action((id: string, option: string) =>
      withServer(async ({ url }) => {
        const input = { debateId: id, groundTruth: option === 'none' ? null : option };
        const { recordGroundTruth } = await request(url, RecordGroundTruthDocument, { input });
        const { debate, userErrors } = recordGroundTruth;
        if (!debate) throw new CommandFailure(userErrors.map(({ message }) => message).join('\n'));
        say(`Recorded. Compared with the blind answers: ${debate.verdict ? GAINS[debate.verdict.debateGain] : ''}.`);
      }),
    );
}
