import type { Command } from 'commander';
import { failureOf } from '../command/mistakes.ts';
import { RecordGroundTruthDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { printJson, say } from '../terminal/terminal.ts';
import { GAINS } from '../terminal/words.ts';

/** `aragora debates ground-truth`: records the option that turned out right. */
export function groundTruthCommand(command: Command): void {
  command
    .argument('<id>', 'id of an ended debate (dbt_…)')
    .argument('<option|none>', 'key of the option or candidate, or `none` if none of them was right')
    .option('--json', 'print the debate as JSON')
    .action((id: string, option: string, { json }: { json?: true }) =>
      withServer(async ({ url }) => {
        const input = { debateId: id, groundTruth: option === 'none' ? null : option };
        const { recordGroundTruth } = await request(url, RecordGroundTruthDocument, { input });
        const { debate } = recordGroundTruth;
        if (!debate) throw failureOf(recordGroundTruth);
        if (json) printJson(debate);
        else
          say(`Recorded. Compared with the blind answers: ${debate.verdict ? GAINS[debate.verdict.debateGain] : ''}.`);
      }),
    );
}
