import { type Document, isMap, LineCounter, type ParsedNode, parseDocument, type YAMLParseError } from 'yaml';
import { CommandFailure } from '../command/failure.ts';
import { inputName, readInput } from '../command/input-file.ts';
import { reasonOf } from '../server/api.ts';
import { checkForm } from './decision-form.ts';
import { placeAt } from './decision-place.ts';
import { badAlias, isExpandedTooFar, isNestedTooDeep, MAX_LEVELS } from './yaml-limits.ts';

/** A parsed decision file: its content, and the places of its parts. */
export interface DecisionFile {
  /** As the user wrote it. */
  readonly name: string;
  readonly document: Document.Parsed<ParsedNode>;
  readonly lines: LineCounter;
  readonly content: Readonly<Record<string, unknown>>;
  /** Set if the decision comes from the command line, not from a file. */
  readonly isTyped?: true;
}

const KIND = {
  what: 'a decision file',
  maxBytes: 1_000_000,
  advice: 'Name a decision file, or the id of a debate (dbt_…).',
};

const WITHOUT_ALIASES = 'Replace its aliases with the values they stand for, or write less.';
const WITHOUT_TAGS = 'Write the value without a tag.';
const KEYS = 'task, options, criteria, evidence, agents';

/** Reads a decision file; `-` is standard input. Throws a `CommandFailure` that names the place of each mistake in its form. */
export async function readDecisionFile(file: string): Promise<DecisionFile> {
  const bytes = await readInput(file, KIND);
  const decision = parseDecisionFile(inputName(file), decode(inputName(file), bytes));
  await checkForm(decision);
  return decision;
}

export function parseDecisionFile(name: string, text: string): DecisionFile {
  if (isNestedTooDeep(text)) {
    throw new CommandFailure(`${name} is nested deeper than ${MAX_LEVELS} levels. Write it flatter.`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    ...{ lineCounter: lines, prettyErrors: false, keepSourceTokens: true, logLevel: 'error' },
    // Tags such as `!!binary` give values that no decision has.
    resolveKnownTags: false,
  });
  // A warning is a tag or a directive that the library passes over, and that changes the meaning of the file.
  const mistakes = [...document.errors, ...document.warnings].map(
    (error) => `${placeAt(name, lines, error.pos[0])}: ${syntaxError(error)}`,
  );
  if (mistakes.length > 0) throw new CommandFailure(mistakes.join('\n'));
  if (document.contents === null) {
    throw new CommandFailure(`${name} is empty. Write a decision: ${KEYS}.`);
  }
  if (!isMap(document.contents)) {
    throw new CommandFailure(`${name}:1:1: A decision file is a mapping: ${KEYS}.`);
  }
  const bad = badAlias(document);
  if (bad) {
    const place = placeAt(name, lines, bad.alias.range?.[0] ?? 0);
    throw new CommandFailure(`${place}: ${bad.problem} ${WITHOUT_ALIASES}`);
  }
  return { name, document, lines, content: contentOf(name, document) };
}

// The message of the library names its own functions.
function syntaxError({ code, message }: YAMLParseError): string {
  if (code === 'MULTIPLE_DOCS') return 'A second document begins here; a decision file has only one.';
  return code === 'TAG_RESOLVE_FAILED' ? `${message}. ${WITHOUT_TAGS}` : `${message}.`;
}

function decode(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandFailure(`${name} is not text in UTF-8. Save it in that encoding.`);
  }
}

function contentOf(name: string, document: Document.Parsed<ParsedNode>): Record<string, unknown> {
  try {
    const content = document.toJS() as Record<string, unknown>;
    // Aliases of aliases share their values here, and are written out later.
    if (!isExpandedTooFar(content)) return content;
  } catch (error) {
    throw new CommandFailure(`${name} cannot be expanded: ${reasonOf(error)}. ${WITHOUT_ALIASES}`);
  }
  throw new CommandFailure(`${name} cannot be expanded: its values are too many or too long. ${WITHOUT_ALIASES}`);
}
