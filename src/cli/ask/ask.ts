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

/** `aragora ask`: a question put to language models, without a decision file. */
export function askCommand(program: Command): void {
  const command = withDebateOptions(
    program
      .command('ask')
      .description('put a question to a panel of language models and watch them debate it')
      .argument('<question...>', 'the question')
      .option('--options <labels>', 'what can be chosen, such as "Yes,No" (the models answer in words)', list)
      .option('--kind <word>', 'what sort of question it is: reliability is measured for each sort'),
  );
  command.action((words: string[], { options, kind, ...rest }: Options) => {
    const decision = { task: words.join(' '), ...(kind && { kind }), ...(options && { options: options.map(option) }) };
    return runDebate({ ...parseDecisionFile('the question', stringify(decision)), isTyped: true }, rest);
  });
}

/** The id is made of the label where that can be one; the server takes no other. */
function option(label: string, at: number) {
  const id = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64);
  return { id: id === '' ? `option-${at + 1}` : id, label };
}
