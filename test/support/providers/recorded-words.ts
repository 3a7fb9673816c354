import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** One of the debates that others recorded: the words of each participant, in order. */
export interface RecordedDebate {
  readonly id: string;
  readonly task: string;
  readonly baselineAnswer: string;
  readonly debateAnswer: string;
  readonly participants: Readonly<Record<string, readonly string[]>>;
}

const FILE = process.env.ARAGORA_RECORDED_DEBATES ?? resolve('..', 'shared', 'data', 'recorded-debates.jsonl');

/** The recorded debates, which lie beside the repository and are no part of it; none where the file is not there. */
export function recordedDebates(): readonly RecordedDebate[] {
  if (!existsSync(FILE)) {
    console.warn(`Recorded debates left out: there is no ${FILE}; set ARAGORA_RECORDED_DEBATES to where they are.`);
    return [];
  }
  const lines = readFileSync(FILE, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedDebate);
}
