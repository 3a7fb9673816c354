import { csv } from '../shared/csv.ts';
import type { DocumentFormat } from '../shared/document-format.ts';
import { blocks, inline, table } from '../shared/markdown.ts';
import { type Receipt, receiptDocument } from './receipt.ts';

/** A receipt in a document format. Only the JSON can be verified; the others are for reading. */
export function writtenOut(receipt: Receipt, format: DocumentFormat): string {
  if (format === 'JSON') return `${JSON.stringify(receiptDocument(receipt), null, 2)}\n`;
  return format === 'CSV' ? receiptCsv(receipt) : receiptMarkdown(receipt);
}

/** A line for each event. */
function receiptCsv({ header, events }: Receipt): string {
  const columns = ['receipt_id', 'debate_id', 'seq', 'kind', 'at', 'is_erased', 'digest', 'hash', 'is_signed'];
  const lines = events.map(({ seq, kind, at, salt, digest, hash }) => {
    const about = [header.receiptId, header.debateId, seq, kind, at.toISOString()];
    return [...about, salt === null, digest, hash, seq <= header.chain.length];
  });
  return csv([columns, ...lines]);
}

interface Stated {
  readonly decision: { readonly task: string };
  readonly status: string;
  readonly outcome: string;
  readonly participants: readonly { id: string; agentId: string; servedModels: readonly string[] }[];
  readonly verdict: { readonly answer: string | null; readonly winner: string | null } | null;
  readonly cost: { readonly calls: number; readonly callsCutOff: number; readonly costUsd: number | null };
}

function receiptMarkdown({ header, signature, publicKey, statement, events }: Receipt): string {
  const { receiptId, debateId, issuedAt, chain, keyId, algorithm } = header;
  const erased = events.filter(({ seq, salt }) => salt === null && seq <= chain.length).length;
  const facts = [
    ['Debate', debateId],
    ['Issued', issuedAt],
    ['Events', `${chain.length}${erased > 0 ? `, the content of ${erased} erased` : ''}`],
    ['Head of the chain', chain.head],
    ['Signature', `${algorithm} ${signature}`],
    ['Key', keyId],
    ['Public key', publicKey],
  ] as const;
  return blocks(
    `# Receipt ${receiptId}`,
    statement === null ? 'The result of the debate has been erased.' : stated(statement as unknown as Stated),
    table(
      ['', ''],
      facts.map(([name, value]) => [name, `\`${value}\``]),
    ),
    `To verify it, export it as JSON and run \`aragora receipt verify\`.`,
  );
}

function stated({ decision, status, outcome, participants, verdict, cost }: Stated): string {
  const decided = verdict?.answer ?? verdict?.winner;
  const rows = participants.map(({ id, agentId, servedModels }) => [id, agentId, servedModels.join(', ')].map(inline));
  return blocks(
    inline(decision.task),
    `**${decided ? inline(decided) : outcome}** (${status}, ${outcome}).`,
    table(['Participant', 'Agent', 'Models that answered'], rows),
    `${cost.calls} calls of language models, ${cost.callsCutOff} at most cut off unrecorded; ${cost.costUsd === null ? 'cost unknown' : `${cost.costUsd} US dollars`}.`,
  ).trimEnd();
}
