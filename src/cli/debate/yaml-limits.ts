import { type Alias, type Document, isAlias, Lexer, type Node, Parser, type Scalar, visit } from 'yaml';

/** Most levels of mappings and lists. What reads a document follows them down, one call for each. */
export const MAX_LEVELS = 100;
/** Most aliases, `*name`, in a file. */
const MAX_ALIASES = 100;
/** Most keys and items, and most characters of text, with every alias replaced by its value. */
const MAX_VALUES = 20_000;
const MAX_TEXT = 1_000_000;

/** Whether a text in YAML has too many levels. Reads its tokens one after the other, and stops at the level that is too deep. */
export function isNestedTooDeep(text: string): boolean {
  const parser = new Parser();
  for (const token of new Lexer().lex(text)) {
    for (const _ of parser.next(token));
    // Its document is on the stack too, and the scalar that it reads.
    if (parser.stack.length > MAX_LEVELS + 2) return true;
  }
  return false;
}

/** An alias that cannot be replaced by its value, and why. */
export interface BadAlias {
  readonly alias: Alias;
  readonly problem: string;
}

/** The first alias that is one too many, or that stands within its own value; undefined when there is none. */
export function badAlias(document: Document): BadAlias | undefined {
  let count = 0;
  let found: BadAlias | undefined;
  visit(document, (_key, node, path) => {
    if (!isAlias(node)) return undefined;
    if (++count > MAX_ALIASES) found = { alias: node, problem: `There are more than ${MAX_ALIASES} aliases.` };
    else if (path.some((outer) => isAnchored(outer, node.source)))
      found = { alias: node, problem: `*${node.source.slice(0, 64)} stands within its own value.` };
    return found ? visit.BREAK : undefined;
  });
  return found;
}

function isAnchored(node: unknown, name: string): boolean {
  return (node as Partial<Node & Scalar>).anchor === name;
}

/** Whether a value is too large with every alias replaced. Does not follow it further than to the limit. */
export function isExpandedTooFar(value: unknown): boolean {
  const open = [value];
  let [values, text] = [0, 0];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === 'string') text += one.length;
    else if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) open.push(inner);
    if (++values > MAX_VALUES || text > MAX_TEXT) return true;
  }
  return false;
}
