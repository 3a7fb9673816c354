import type { Command } from 'commander';
import type { WholeDebate } from './debate-event.ts';
import { heading, labelled, labelledText, type Page, pageOf } from './page.ts';
import { renderStart } from './render-event.ts';
import { renderTurn } from './render-turn.ts';
import { renderVerdict } from './render-verdict.ts';
import { sceneOf } from './scene.ts';
import { print, printJson } from './terminal.ts';
import { plural } from './text.ts';
import { readDebate } from './watch-debate.ts';
import { withServer } from './with-server.ts';
import { phaseTitle } from './words.ts';

/** `aragora debates show`: one debate, with everything said in it. */
export function showCommand(debates: Command): void {
  debates
    .command('show')
    .description('show a debate with everything said in it')
    .argument('<id>', 'id of the debate (dbt_…)')
    .option('--json', 'print it as JSON')
    .action((id: string, { json }: { json?: true }) =>
      withServer(async ({ url }) => {
        const debate = await readDebate(url, id);
        if (json) printJson(debate);
        else print(renderDebate(debate, pageOf(process.stdout)));
      }),
    );
}

/** The whole debate, turn by turn, then what came of it. */
export function renderDebate(debate: WholeDebate, page: Page): string[] {
  const scene = sceneOf(debate);
  const isOver = debate.stopReason !== null;
  return [
    ...renderStart(debate, scene, page),
    ...labelledText(page, 'Id', debate.id),
    ...labelled(page, 'Created', [debate.createdAt]),
    ...debate.turns.flatMap((turn, index) => {
      const before = debate.turns[index - 1];
      const isNewPhase = before?.kind !== turn.kind || before.round !== turn.round;
      return [
        ...(isNewPhase ? ['', heading(page, phaseTitle(turn.kind, turn.round))] : []),
        ...renderTurn(turn, scene, page),
      ];
    }),
    ...(isOver
      ? renderVerdict(debate, page)
      : ['', `${debate.status.toLowerCase()}, ${plural(debate.turns.length, 'turn')} so far`]),
  ];
}
