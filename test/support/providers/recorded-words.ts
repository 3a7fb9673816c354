import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A published recording of a debate, with the words of each participant in order. */
export interface RecordedDebate {
  readonly id: string;
  readonly task: string;
  readonly baselineAnswer: string;
  readonly debateAnswer: string;
  readonly participants: Readonly<Record<string, readonly string[]>>;
}

const FILE = process.env.ARAGORA_RECORDED_DEBATES ?? resolve('..', 'shared', 'data', 'recorded-debates.jsonl');

/** The recorded debates. They are stored next to the repository, not in it. Empty when the file is missing. */
export function recordedDebates(): readonly RecordedDebate[] {
  if (!existsSync(FILE)) {
    console.warn(
      `Recorded debates are skipped: ${FILE} does not exist. Set ARAGORA_RECORDED_DEBATES to the path of the file.`,
    );
    return [];
  }
  const lines = readFileSync(FILE, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedDebate);
}
