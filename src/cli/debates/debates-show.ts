import type { Command } from 'commander';
import type { WholeDebate } from '../debate/debate-event.ts';
import { renderFailure, renderStart } from '../debate/render/render-event.ts';
import { renderTurn } from '../debate/render/render-turn.ts';
import { renderVerdict } from '../debate/render/render-verdict.ts';
import { optionName, type ViewState, viewStateOf } from '../debate/view-state.ts';
import { readDebate } from '../debate/watch-debate.ts';
import { withServer } from '../server/with-server.ts';
import { heading, labelled, labelledText, type Page, pageOf } from '../terminal/page.ts';
import { print, printJson } from '../terminal/terminal.ts';
import { plural } from '../terminal/text.ts';
import { phaseTitle } from '../terminal/words.ts';

/** `aragora debates show`: one debate with all its turns. */
export function showCommand(command: Command): void {
  command
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

function renderFailures({ failures }: WholeDebate, state: ViewState, page: Page): string[] {
  if (failures.length === 0) return [];
  const lines = failures.flatMap((failure) => renderFailure(failure, state, page));
  return ['', heading(page, 'Failed turns'), ...lines];
}

function groundTruth({ groundTruth: right }: WholeDebate): string {
  return right === null ? 'none of the options' : optionName(right);
}

/** The whole debate, turn by turn, then its verdict. */
export function renderDebate(debate: WholeDebate, page: Page): string[] {
  const state = viewStateOf(debate);
  const isOver = debate.stopReason !== null;
  return [
    ...renderStart(debate, state, page),
    ...labelledText(page, 'Id', debate.id),
    ...labelled(page, 'Created', [debate.createdAt]),
    ...(debate.hasGroundTruth ? labelledText(page, 'Ground truth', groundTruth(debate)) : []),
    ...debate.turns.flatMap((turn, index) => {
      const before = debate.turns[index - 1];
      const isNewPhase = before?.kind !== turn.kind || before.round !== turn.round;
      return [
        ...(isNewPhase ? ['', heading(page, phaseTitle(turn.kind, turn.round))] : []),
        ...renderTurn(turn, state, page),
      ];
    }),
    ...renderFailures(debate, state, page),
    ...(isOver
      ? renderVerdict(debate, page)
      : ['', `${debate.status.toLowerCase()}, ${plural(debate.turns.length, 'turn')} so far`]),
  ];
}
