/** Names of tags around thoughts. Of the first ones, the closing tag may come without the opening one. */
const LONE_NAMES = ['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'reflection', 'scratchpad', 'seed:think'];
const PAIRED_NAMES = ['analysis', 'antthinking', 'inner_monologue', 'inner_thoughts', 'thought_process', 'details'];
const NAMES = [...LONE_NAMES, ...PAIRED_NAMES];

const CHANNEL = '<|channel|>';
const TURN = '<|start|>assistant';

/** Other signs that models set around their thoughts, in lower case. */
const OPENINGS = [
  ...['[think]', '◁think▷', '<|think|>', '<|begin_of_thought|>', '<|start_thinking|>'],
  ...['<|channel>thought', '<unused94>thought'],
  ...['', TURN].flatMap((turn) => ['analysis', 'commentary'].map((name) => `${turn}${CHANNEL}${name}<|message|>`)),
];
const CLOSINGS = [
  ...['[/think]', '◁/think▷', '<|/think|>', '<|end_of_thought|>', '<|end_thinking|>', '<channel|>', '<unused95>'],
  ...['', '<|end|>'].flatMap((end) =>
    ['', TURN].flatMap((turn) =>
      ['', '<|constrain|>json', ' <|constrain|>json'].map((form) => `${end}${turn}${CHANNEL}final${form}<|message|>`),
    ),
  ),
];
/** Signs of the template of a model, which are neither thought nor answer. */
const NOISE = [
  ...['<|return|>', '<|end|>', '<|im_end|>', '<|eot_id|>', '<|endoftext|>', '<end_of_turn>', '<|im_start|>assistant'],
  ...['<|begin_of_solution|>', '<|end_of_solution|>', '<|start_response|>', '<|end_response|>', TURN],
];

/** A sign in the text of a model. */
export interface Tag {
  readonly kind: 'OPENING' | 'CLOSING' | 'NOISE';
  readonly length: number;
  /** Whether a closing tag may come without its opening. */
  readonly isLone: boolean;
}

const MARKS: readonly (readonly [string, Tag])[] = [
  ...CLOSINGS.map((mark) => entry(mark, 'CLOSING')),
  ...OPENINGS.map((mark) => entry(mark, 'OPENING')),
  ...NOISE.map((mark) => entry(mark, 'NOISE')),
].toSorted(([one], [other]) => other.length - one.length);

/** The characters with which tags begin. */
export const TAG_STARTS = '<[◁';

/** The closing tags that may stand alone, in lower case. */
export const LONE_CLOSINGS: readonly string[] = [...LONE_NAMES.map((name) => `</${name}>`), ...CLOSINGS];

/** Longer than every tag. */
const MAX_TAG = 96;
const NAMED = /^<(\/?)\s*([a-z_:]+)(\s[^<>]*)?>/;
const PART_OF_NAMED = /^<\/?\s*([a-z_:]*)(\s[^<>]*)?$/;

/** The tag at a place of a text; 'PART' when the text ends within what could be one; null when there is none. */
export function tagAt(text: string, place: number): Tag | 'PART' | null {
  const rest = text.slice(place, place + MAX_TAG).toLowerCase();
  const tag = MARKS.find(([mark]) => rest.startsWith(mark))?.[1] ?? namedTag(rest);
  if (tag !== null) return tag;
  const isPart = rest.length < MAX_TAG && (MARKS.some(([mark]) => mark.startsWith(rest)) || isPartOfNamed(rest));
  return isPart ? 'PART' : null;
}

function namedTag(rest: string): Tag | null {
  const [whole = '', slash, name = '', more = ''] = NAMED.exec(rest) ?? [];
  // A page has details of other types.
  if (!NAMES.includes(name) || (name === 'details' && slash === '' && !more.includes('reasoning'))) return null;
  return { kind: slash === '' ? 'OPENING' : 'CLOSING', length: whole.length, isLone: LONE_NAMES.includes(name) };
}

function isPartOfNamed(rest: string): boolean {
  const [, name, more] = PART_OF_NAMED.exec(rest) ?? [];
  if (name === undefined) return false;
  return more === undefined ? NAMES.some((known) => known.startsWith(name)) : name === '' || NAMES.includes(name);
}

function entry(mark: string, kind: Tag['kind']): [string, Tag] {
  return [mark, { kind, length: mark.length, isLone: true }];
}
