import type { DocumentFormat } from '../../shared/document-format.ts';
import { storable } from '../../shared/json.ts';
import type { Debate } from '../debate.ts';
import { debateMarkdown } from './debate-markdown.ts';
import { csvHead, csvLines } from './debates-csv.ts';

/** A debate written out whole: an object in JSON, a page in Markdown, a line for each turn in CSV. */
export function debateDocument(debate: Debate, format: DocumentFormat): string {
  if (format === 'JSON') return `${JSON.stringify(debateJson(debate), null, 2)}\n`;
  return format === 'CSV' ? csvHead() + csvLines(debate) : debateMarkdown(debate);
}

/** Many debates as one document, in parts that can be sent as they come: a list in JSON, the others one after the other. */
export async function* debatesInParts(debates: AsyncIterable<Debate>, format: DocumentFormat): AsyncGenerator<string> {
  let count = 0;
  if (format === 'CSV') yield csvHead();
  for await (const debate of debates) {
    count += 1;
    if (format === 'JSON') yield (count === 1 ? '[\n' : ',\n') + JSON.stringify(debateJson(debate), null, 2);
    else if (format === 'CSV') yield csvLines(debate);
    else yield (count === 1 ? '' : '\n') + debateMarkdown(debate);
  }
  if (format === 'JSON') yield count === 0 ? '[]\n' : '\n]\n';
}

function debateJson(debate: Debate) {
  const { id, workspaceId, status, outcome, stopReason, origin, protocol, participants, groundTruth } = debate;
  const { createdAt, startedAt, endedAt, candidates, failures, interjections, flips, verdict, spending } = debate;
  return storable({
    ...{ id, workspaceId, decision: debate.argued(), protocol, participants, origin, status, outcome, stopReason },
    ...{ createdAt, startedAt, endedAt, candidates, turns: debate.resolvedTurns, failures, interjections, flips },
    ...{ verdict, spending, groundTruth },
  });
}
