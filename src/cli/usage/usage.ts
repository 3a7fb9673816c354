import { type Command, Option } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { someOf, wholeNumber } from '../command/options.ts';
import { UsageDocument, type UsageGroup } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { pageOf } from '../terminal/page.ts';
import { print, printJson } from '../terminal/terminal.ts';
import { renderUsage } from './render-usage.ts';

interface Options {
  readonly days?: number;
  readonly from?: string;
  readonly to?: string;
  readonly by: readonly UsageGroup[];
  readonly json?: true;
}

const LAST_DAYS = 30;

/** `aragora usage`: the usage of the workspace. */
export function usageCommand(command: Command): void {
  command
    .addOption(
      new Option('--days <n>', `number of days up to today, in UTC (default: ${LAST_DAYS})`)
        .argParser(wholeNumber(1, 366))
        .conflicts(['from', 'to']),
    )
    .option('--from <day>', 'first day, such as 2026-01-31')
    .option('--to <day>', 'last day, included (default: today)')
    .addOption(
      new Option('--by <groups>', 'day, agent or model; separate several with commas')
        .argParser(someOf('DAY', 'AGENT', 'MODEL'))
        .default(['MODEL'], 'model'),
    )
    .option('--json', 'print the usage as JSON')
    .action((options: Options) => withServer(({ url }) => showUsage(url, options)));
}

async function showUsage(url: string, { days, from, to, by, json }: Options): Promise<void> {
  if (from === undefined && to !== undefined)
    throw new CommandFailure('Give the first day too: --from, such as --from 2026-01-31.');
  const window = from === undefined ? { lastDays: days ?? LAST_DAYS } : { days: { from, to } };
  const { usage } = await request(url, UsageDocument, { window, groupBy: [...by] });
  if (json) printJson(usage);
  else print(renderUsage(usage, by, pageOf(process.stdout)));
}
