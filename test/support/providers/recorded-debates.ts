import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { SeenCall } from './openai-server.ts';

/** Published recordings of debates between language models. They are not part of the repository. */
export const RECORDINGS = fileURLToPath(new URL('../../../../shared/data/recorded-debates.jsonl', import.meta.url));

const words = z.array(z.string()).default([]);

const line = z
  .object({
    id: z.string(),
    task: z.string(),
    baselineAnswer: z.string(),
    debateAnswer: z.string(),
    participants: z.object({ 'Affirmative side': words, 'Negative side': words, Moderator: words, Judge: words }),
  })
  .transform(({ participants: said, ...debate }) => ({
    ...debate,
    said: {
      affirmative: said['Affirmative side'],
      negative: said['Negative side'],
      moderator: said.Moderator,
      judge: said.Judge,
    },
  }));

export type RecordedDebate = z.infer<typeof line>;
export type RecordedRole = keyof RecordedDebate['said'];

export const hasRecordings = existsSync(RECORDINGS);

export function recordedDebates(): readonly RecordedDebate[] {
  const lines = readFileSync(RECORDINGS, 'utf8').split('\n').filter(Boolean);
  return lines.map((text) => line.parse(JSON.parse(text)));
}

/** The name of the model that repeats the words of this participant. */
export function recordedModel({ id }: RecordedDebate, role: RecordedRole): string {
  return `${id}-${role}`;
}

/** All recorded words, in the order of the debate. */
export function saidInOrder({ said: { affirmative, negative, moderator, judge } }: RecordedDebate): readonly string[] {
  const [first, ...rounds] = affirmative;
  const held = rounds.flatMap((argument, at) => [argument, negative[at], moderator[at]]);
  return [first, ...held, ...judge].map((words) => words ?? 'Nothing was recorded here.');
}

/** Answers the n-th call of a model with its n-th recorded words. A call after the last one is an error. */
export function recordedWords(debates: readonly RecordedDebate[]): (call: SeenCall) => string {
  const left = new Map<string, string[]>();
  for (const debate of debates) {
    for (const role of ['affirmative', 'negative', 'moderator', 'judge'] as const) {
      left.set(recordedModel(debate, role), [...debate.said[role]]);
    }
  }
  return ({ model }) => {
    const next = left.get(model)?.shift();
    if (next === undefined) throw new Error(`Nothing more was recorded of ${model}.`);
    return next;
  };
}
