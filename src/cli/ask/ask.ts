import type { Command } from 'commander';
import { stringify } from 'yaml';
import { list } from '../command/options.ts';
import { type DebateOptions, withDebateOptions } from '../debate/debate-options.ts';
import { parseDecisionFile } from '../debate/decision-file.ts';
import { runDebate } from '../debate/run-debate.ts';

interface Options extends DebateOptions {
  readonly options?: string[];
  readonly kind?: string;
}

/** `aragora ask`: a debate about a question from the command line, without a decision file. */
export function askCommand(command: Command): void {
  withDebateOptions(
    command
      .argument('<question...>', 'the question')
      .option(
        '--options <labels>',
        'options to choose from, such as "Yes,No" (without options the models answer in words)',
        list,
      )
      .option('--kind <word>', 'kind of question, such as "databases": the reliability of agents is measured per kind'),
  ).action((words: string[], { options, kind, ...rest }: Options) => {
    const decision = { task: words.join(' '), ...(kind && { kind }), ...(options && { options: options.map(option) }) };
    return runDebate({ ...parseDecisionFile('the question', stringify(decision)), isTyped: true }, rest);
  });
}

/** The server accepts only ids of these characters; a label without any of them gets a number. */
function option(label: string, at: number) {
  const id = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64);
  return { id: id === '' ? `option-${at + 1}` : id, label };
}
