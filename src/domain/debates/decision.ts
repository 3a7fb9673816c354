import { z } from 'zod';
import { checkShape, type ShapeMistake } from '../shared/check-shape.ts';
import type { Listed } from '../shared/complaints.ts';
import { faultOfLine, faultOfText } from '../shared/text/names.ts';

const MAX_EVIDENCE = 200;
export const MAX_CRITERIA = 20;

const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/,
    'Write an id that begins with a letter or digit (a–z, A–Z, 0–9) and goes on with these, ".", "_" or "-"; 64 characters at most.',
  );
const text = (most: number, faultOf = faultOfText) =>
  z
    .string()
    .refine((value) => value.trim().length > 0, 'Write some text here.')
    .refine((value) => value.length <= most, `Shorten this to ${most} characters.`)
    .superRefine((value, { addIssue }) => {
      const fault = faultOf(value);
      if (fault !== undefined) addIssue(fault);
    });
/** A text of one line, shown among others. */
const line = (most: number) => text(most, faultOfLine);
const share = z
  .number('Write a number from 0 to 1.')
  .min(0, 'Write a number from 0 to 1.')
  .max(1, 'Write a number from 0 to 1.');

const links = z.array(id).max(20, 'Name at most 20 pieces of evidence.').optional();

const source = z
  .strictObject({
    title: line(300).describe('What the source is called.'),
    url: text(2000)
      .regex(/^https?:\/\/\S+$/, 'Write an address that begins with http:// or https://.')
      .optional()
      .describe('Where it can be opened.'),
    document: text(500).optional().describe('The document it is, when it has no address.'),
    quote: text(2000).optional().describe('Words of the source, copied exactly.'),
  })
  .refine((value) => value.url !== undefined || value.document !== undefined, {
    error: 'Name a url or a document.',
    // Also beside other mistakes in the source.
    when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
  })
  .meta({ anyOf: [{ required: ['url'] }, { required: ['document'] }] });

const evidence = z.strictObject({
  id,
  option: id.describe('The option it speaks about.'),
  stance: z.enum(['for', 'against'], 'Write for or against.'),
  criterion: id.describe('The criterion it bears on.'),
  strength: share.describe('How strong it is, 0 to 1: the judgement of the author.'),
  source: source.describe('Where it comes from.'),
  reliability: share.optional().describe('How far the source can be relied on, 0 to 1; 1 when left out.'),
  attacks: links.describe('Evidence that this weakens.'),
  supports: links.describe('Evidence that this strengthens.'),
});

const agent = z.strictObject({
  id,
  label: line(100),
  weights: z
    .record(id, share)
    .default({})
    .describe('How much each criterion counts to this agent, 0 to 1; 1 when left out.'),
  stubbornness: share.optional().describe('Lead another option needs before the agent moves; 0 when left out.'),
  startsWith: z
    .array(id)
    .max(MAX_EVIDENCE, `Name at most ${MAX_EVIDENCE} pieces of evidence.`)
    .optional()
    .describe('Evidence the agent knows at first; all of it when left out.'),
});

const option = z.strictObject({ id, label: line(200) });
const criterion = z.strictObject({ id, label: line(200), question: text(500) });

/** A decision to be made, and what there is to argue with. Its form is checked here, its sense in `checkDecision`. */
export const decisionShape = z.strictObject({
  task: text(10_000).describe('The question to decide.'),
  kind: line(100).optional().describe('What sort of decision it is, in a word.'),
  options: z
    .array(option)
    .max(8, 'Give at most 8 options.')
    .default([])
    .describe(
      'What can be chosen: 2 options or more, or none for an open question, which only language models can answer.',
    ),
  criteria: z
    .array(criterion)
    .max(MAX_CRITERIA, `Give at most ${MAX_CRITERIA} criteria.`)
    .default([])
    .describe('What the options are judged by.'),
  evidence: z.array(evidence).max(MAX_EVIDENCE, `Give at most ${MAX_EVIDENCE} pieces of evidence.`).default([]),
  agents: z
    .array(agent)
    .max(10, 'Give 2 to 10 agents.')
    .default([])
    .describe(
      'Deliberators: 2 to 10 agents that argue by rules over the evidence; none where only language models debate.',
    ),
  groundTruth: id.optional().describe('The option known to be right, for studies.'),
});

/** Mistakes in the form of a decision: the first 50, and the number of the others. */
export function formMistakes(decision: unknown): Listed<ShapeMistake> {
  const checked = checkShape(decisionShape, decision);
  return checked.isValid ? { listed: [], more: 0 } : { listed: checked.mistakes, more: checked.more };
}

export type Evidence = z.infer<typeof evidence> & {
  /** Id of the participant whose argument it is; absent where the decision lists it. */
  readonly statedBy?: string;
};
export type Decision = Omit<z.infer<typeof decisionShape>, 'evidence'> & { evidence: Evidence[] };
export type Option = Decision['options'][number];
export type AgentProfile = Decision['agents'][number];
