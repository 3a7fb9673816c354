import { type Document, isMap, LineCounter, type ParsedNode, parseDocument, type YAMLParseError } from 'yaml';
import { CommandFailure } from '../command/failure.ts';
import { inputName, readInput } from '../command/input-file.ts';
import { reasonOf } from '../server/api.ts';

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

/** Reads a decision file; `-` is standard input. Throws a `CommandFailure` that names the place of each syntax error. */
export async function readDecisionFile(file: string): Promise<DecisionFile> {
  const bytes = await readInput(file, KIND);
  return parseDecisionFile(inputName(file), decode(inputName(file), bytes));
}

export function parseDecisionFile(name: string, text: string): DecisionFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, keepSourceTokens: true });
  const mistakes = document.errors.map((error) => `${placeAt(name, lines, error.pos[0])}: ${syntaxError(error)}`);
  if (mistakes.length > 0) throw new CommandFailure(mistakes.join('\n'));
  if (!isMap(document.contents)) {
    throw new CommandFailure(`${name}:1:1: A decision file is a mapping: task, options, criteria, evidence, agents.`);
  }
  return { name, document, lines, content: contentOf(name, document) };
}

// The message of the library names its own functions.
function syntaxError({ code, message }: YAMLParseError): string {
  return code === 'MULTIPLE_DOCS' ? 'A second document begins here; a decision file has only one.' : `${message}.`;
}

/** `file:line:column`, which editors and terminals can open. */
export function placeAt(name: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${name}:${line}:${col}`;
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
    return document.toJS() as Record<string, unknown>;
  } catch (error) {
    // Aliases of aliases can expand to more than fits in memory.
    throw new CommandFailure(
      `${name} cannot be expanded: ${reasonOf(error)}. Replace its aliases with the values they stand for.`,
    );
  }
}
