import type { LoggedEvent } from '../events/event.ts';
import type { DocumentFormat } from '../shared/document-format.ts';
import { jsonText } from '../shared/json.ts';
import { csv } from '../shared/text/csv.ts';
import { code, inline, table } from '../shared/text/markdown.ts';
import { textSize } from '../shared/text/text-size.ts';
import { eventDocument, type SignedReceipt } from './receipt.ts';

/** The events of a receipt as they are read. */
export type Events = AsyncIterable<LoggedEvent>;

/** A receipt in a document format, in parts. Only the JSON can be verified; the others are for reading. */
export function receiptText(receipt: SignedReceipt, events: Events, format: DocumentFormat): AsyncGenerator<string> {
  if (format === 'JSON') return receiptJson(receipt, events);
  return format === 'CSV' ? receiptCsv(receipt, events) : receiptMarkdown(receipt, events);
}

/** Characters of an event in each format, nearly: its payload is not known before it is read. */
const EVENT_SIZES: Readonly<Record<DocumentFormat, number>> = { JSON: 2_000, CSV: 300, MARKDOWN: 0 };

/** Characters of the document, nearly; told without its events. */
export function receiptTextSize(receipt: SignedReceipt, format: DocumentFormat): number {
  const events = receipt.header.chain.length * EVENT_SIZES[format];
  return events + (format === 'CSV' ? 0 : textSize(receipt.statement));
}

async function* receiptJson(receipt: SignedReceipt, events: Events): AsyncGenerator<string> {
  const { header, signature, publicKey, statement, statementSalt } = receipt;
  const start = jsonText({ header, signature, publicKey, statement, statementSalt }, 2);
  yield `${start.slice(0, -'\n}'.length)},\n  "events": [`;
  let before = '\n    ';
  for await (const event of events) {
    yield before + jsonText(eventDocument(event), 2).replaceAll('\n', '\n    ');
    before = ',\n    ';
  }
  yield before.startsWith(',') ? '\n  ]\n}\n' : ']\n}\n';
}

/** A line for each event. */
async function* receiptCsv({ header }: SignedReceipt, events: Events): AsyncGenerator<string> {
  yield csv([['receipt_id', 'debate_id', 'seq', 'kind', 'at', 'is_erased', 'digest', 'hash', 'is_signed']]);
  for await (const { seq, kind, at, salt, digest, hash } of events) {
    const about = [header.receiptId, header.debateId, seq, kind, at.toISOString()];
    yield csv([[...about, salt === null, digest, hash, seq <= header.chain.length]]);
  }
}

interface Stated {
  readonly decision: { readonly task: string };
  readonly status: string;
  readonly outcome: string;
  readonly participants: readonly { id: string; agentId: string; servedModels: readonly string[] }[];
  readonly verdict: { readonly answer: string | null; readonly winner: string | null } | null;
  readonly cost: { readonly calls: number; readonly callsCutOff: number; readonly costUsd: number | null };
}

async function* receiptMarkdown(receipt: SignedReceipt, events: Events): AsyncGenerator<string> {
  const { header, signature, publicKey, statement } = receipt;
  const { receiptId, debateId, issuedAt, chain, keyId, algorithm } = header;
  let erased = 0;
  for await (const { seq, salt } of events) if (salt === null && seq <= chain.length) erased += 1;
  yield `# Receipt ${receiptId}\n\n`;
  if (statement === null) yield 'The result of the debate has been erased.\n\n';
  else for (const block of stated(statement as unknown as Stated)) yield `${block}\n\n`;
  const facts = [
    ['Debate', debateId],
    ['Issued', issuedAt],
    ['Events', `${chain.length}${erased > 0 ? `, the content of ${erased} erased` : ''}`],
    ['Head of the chain', chain.head],
    ['Signature', `${algorithm} ${signature}`],
    ['Key', keyId],
    ['Public key', publicKey],
  ] as const;
  yield table(
    ['', ''],
    facts.map(([name, value]) => [name, code(value)]),
  );
  yield `\n\nTo verify it, export it as JSON and run \`aragora receipt verify\`.\n`;
}

function stated({ decision, status, outcome, participants, verdict, cost }: Stated): readonly string[] {
  const decided = verdict?.answer ?? verdict?.winner;
  const rows = participants.map(({ id, agentId, servedModels }) => [id, agentId, servedModels.join(', ')]);
  return [
    inline(decision.task),
    `**${decided ? inline(decided) : outcome}** (${status}, ${outcome}).`,
    table(['Participant', 'Agent', 'Models that answered'], rows),
    `${cost.calls} calls of language models, ${cost.callsCutOff} at most cut off unrecorded; ${cost.costUsd === null ? 'cost unknown' : `${cost.costUsd} US dollars`}.`,
  ];
}
