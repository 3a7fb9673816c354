const NAMES = ['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'reflection', 'scratchpad', 'seed:think'];

/** The tags that models set around their thoughts, in lower case. */
export const OPENINGS: readonly string[] = [
  ...NAMES.map((name) => `<${name}>`),
  '[think]',
  '◁think▷',
  '<|begin_of_thought|>',
  '<|channel|>analysis<|message|>',
];
export const CLOSINGS: readonly string[] = [
  ...NAMES.map((name) => `</${name}>`),
  '[/think]',
  '◁/think▷',
  '<|end_of_thought|>',
  '<|end|><|start|>assistant<|channel|>final<|message|>',
  '<|channel|>final<|message|>',
];

const ALL = [...OPENINGS, ...CLOSINGS];
/** The characters with which tags begin. */
export const TAG_STARTS = '<[◁';

/** The tag at a place of a text; 'PART' when the text ends within what could be one; null when there is none. */
export function tagAt(text: string, place: number): string | 'PART' | null {
  const rest = text.slice(place, place + 64).toLowerCase();
  const tag = ALL.find((known) => rest.startsWith(known));
  if (tag !== undefined) return tag;
  return ALL.some((known) => known.startsWith(rest)) ? 'PART' : null;
}
