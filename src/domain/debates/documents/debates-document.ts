import type { DocumentFormat } from '../../shared/document-format.ts';
import { jsonParts } from '../../shared/json.ts';
import { textSize } from '../../shared/text/text-size.ts';
import type { Debate } from '../debate.ts';
import { debateMarkdown } from './debate-markdown.ts';
import { csvHead, csvLines } from './debates-csv.ts';

/** A debate written out whole, in parts: an object in JSON, a page in Markdown, a line for each turn in CSV. */
export function* debateDocument(debate: Debate, format: DocumentFormat): Generator<string> {
  if (format === 'CSV') yield csvHead();
  yield* debateParts(debate, format);
  if (format === 'JSON') yield '\n';
}

/** Many debates as one document, in parts: a list in JSON, the others one after the other. */
export async function* debatesDocument(debates: AsyncIterable<Debate>, format: DocumentFormat): AsyncGenerator<string> {
  let count = 0;
  if (format === 'CSV') yield csvHead();
  for await (const debate of debates) {
    count += 1;
    if (format === 'JSON') yield count === 1 ? '[\n' : ',\n';
    if (format === 'MARKDOWN' && count > 1) yield '\n';
    yield* debateParts(debate, format);
  }
  if (format === 'JSON') yield count === 0 ? '[]\n' : '\n]\n';
}

function debateParts(debate: Debate, format: DocumentFormat): Generator<string> {
  if (format === 'JSON') return jsonParts(debateJson(debate));
  return format === 'CSV' ? csvLines(debate) : debateMarkdown(debate);
}

/** Characters of the document, nearly; told by the texts of the debate without writing it. */
export function debateDocumentSize(debate: Debate, format: DocumentFormat): number {
  const { decision, participants, verdict, turns, failures, interjections } = debate;
  if (format === 'JSON')
    return textSize([
      decision,
      participants,
      verdict,
      turns,
      turns.map(({ stated }) => stated),
      failures,
      interjections,
    ]);
  const said = turns.map(({ text, reason, position }) => [text, reason, position]);
  const failed = failures.map(({ message }) => message);
  const size = textSize([said, failed]) + (turns.length + failures.length) * TURN_FACTS;
  const about = format === 'CSV' ? decision.task.length * (turns.length + failures.length) : 0;
  return size + about + (format === 'MARKDOWN' ? textSize([decision.task, participants, verdict, interjections]) : 0);
}

/** Characters that name a turn. */
const TURN_FACTS = 120;

function debateJson(debate: Debate) {
  const { id, workspaceId, status, outcome, stopReason, origin, protocol, participants, groundTruth } = debate;
  const { createdAt, startedAt, endedAt, candidates, failures, interjections, flips, verdict, spending } = debate;
  return {
    ...{ id, workspaceId, decision: debate.argued(), protocol, participants, origin, status, outcome, stopReason },
    ...{ createdAt, startedAt, endedAt, candidates, turns: debate.resolvedTurns, failures, interjections, flips },
    ...{ verdict, spending, groundTruth },
  };
}
