import { isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node, type Pair } from 'yaml';
import type { DecisionFile } from './decision-file.ts';
import { apiKey } from './decision-input.ts';

/** A place in a decision file, and its name there. */
export interface Place {
  /** `file:line:column` */
  readonly at: string;
  /** The path in the spelling of the file, with ids for list items: `evidence.one-writer.strength`. */
  readonly name: string;
  readonly offset: number;
}

/** `file:line:column`, which editors and terminals can open. */
export function placeAt(name: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${name}:${line}:${col}`;
}

/** The place of a path of the API's input. A path that the file lacks gets the place of its nearest parent. */
export function placeOf({ name, document, lines }: DecisionFile, path: readonly string[]): Place {
  let found: Step = { node: document.contents, offset: startOf(document.contents), names: [] };
  for (const [index, segment] of path.entries()) {
    const next = stepInto(found, segment, document);
    if (next === undefined) {
      found = { ...found, names: [...found.names, ...path.slice(index)] };
      break;
    }
    found = next;
  }
  return { at: placeAt(name, lines, found.offset), name: found.names.join('.'), offset: found.offset };
}

interface Step {
  readonly node: unknown;
  readonly offset: number;
  readonly names: readonly string[];
}

function stepInto(step: Step, segment: string, document: DecisionFile['document']): Step | undefined {
  const node = isAlias(step.node) ? step.node.resolve(document) : step.node;
  if (isSeq(node)) return stepIntoList(node.items, step.names, segment);
  if (isMap(node)) return stepIntoMapping(node.items, step.names, segment);
  // Only the API has a separate object for each weight.
  return segment === 'criterion' || segment === 'weight' ? step : undefined;
}

function stepIntoList(items: readonly unknown[], names: readonly string[], segment: string): Step | undefined {
  const item = items[Number(segment)];
  if (!isNode(item)) return undefined;
  const id = isMap(item) ? item.get('id') : undefined;
  const name = typeof id === 'string' || typeof id === 'number' ? String(id) : segment;
  return { node: item, offset: startOf(item), names: [...names, name] };
}

function stepIntoMapping(items: readonly Pair[], names: readonly string[], segment: string): Step | undefined {
  const pair = items.find(({ key }) => keyOf(key) === segment || apiKey(keyOf(key)) === segment);
  if (pair) return { node: pair.value, offset: valueStart(pair), names: [...names, keyOf(pair.key)] };
  // Weights are a mapping in the file, and a list of criterion and weight in the API.
  // Numbers among the keys come first there, as in every object.
  const nth = Object.values(Object.fromEntries(items.map((item) => [keyOf(item.key), item])))[Number(segment)];
  return nth && { node: nth.value, offset: valueStart(nth), names: [...names, keyOf(nth.key)] };
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

// For an empty value the place of its key is more useful.
function valueStart({ key, value }: Pair): number {
  const isEmpty = !isNode(value) || (isScalar(value) && value.value === null && value.source === '');
  return isEmpty || isMap(value) || isSeq(value) ? startOf(key) : startOf(value);
}

function startOf(node: unknown): number {
  return (isNode(node) ? (node as Node).range?.[0] : undefined) ?? 0;
}
