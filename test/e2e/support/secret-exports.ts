import {
  AgentsDocument,
  ApiKeysDocument,
  AuditExportDocument,
  AuditLogDocument,
  CircuitBreakersDocument,
  ClusterNodesDocument,
  DebateDocument,
  DebateDocumentDocument,
  DeleteDebateDocument,
  MeDocument,
  ReceiptDocument,
  StartDebateDocument,
  type StartDebateInput,
  UsageDocument,
  UsersDocument,
} from '../../../src/cli/generated/graphql.ts';
import { eventually } from '../../infra/http/support/eventually.ts';
import { aContestedDecision } from '../../resolvers/support/inputs.ts';
import type { Doors } from './doors.ts';
import type { Place } from './secret-scan.ts';

const FORMATS = ['JSON', 'MARKDOWN', 'CSV'] as const;

/** A debate of models whose providers repeat the keys they are sent. */
export function debateInVain(doors: Doors, bearer: string): Promise<string> {
  const agents = ['anthropic-api', 'openai-api', 'mistral-api', 'gemini', 'grok', 'openrouter', 'local'];
  return hold(doors, bearer, { decision: { task: 'Which model answers?' }, agents });
}

/** A debate that ends well; another is deleted, with a reason. */
export async function holdDebate(doors: Doors, bearer: string, task: string, reason: string): Promise<string> {
  const decision = { ...aContestedDecision(), task };
  const id = await hold(doors, bearer, { decision });
  const other = await hold(doors, bearer, { decision });
  await doors.ask(DeleteDebateDocument, { input: { id: other, reason } }, bearer);
  return id;
}

async function hold(doors: Doors, bearer: string, input: StartDebateInput): Promise<string> {
  const { startDebate } = await doors.ask(StartDebateDocument, { input }, bearer);
  const id = startDebate.debate?.id;
  if (id === undefined) throw new Error(JSON.stringify(startDebate.userErrors));
  const read = () => doors.ask(DebateDocument, { id }, bearer);
  await eventually(async () => (await read()).debate?.endedAt).toBeTruthy();
  return id;
}

/** Whatever the server hands out as a file, and what it tells of itself. */
export async function exportEverything(doors: Doors, bearer: string, debates: readonly string[]): Promise<Place[]> {
  const places: Place[] = [];
  const headers = { authorization: `Bearer ${bearer}` };
  for (const format of ['JSON', 'CSV'] as const) {
    const { auditExport } = await doors.ask(AuditExportDocument, { format }, bearer);
    places.push({ name: `audit ${format}`, text: auditExport.text });
  }
  for (const format of FORMATS) {
    for (const id of debates) {
      const { debate } = await doors.ask(DebateDocumentDocument, { id, format }, bearer);
      const { receipt } = await doors.ask(ReceiptDocument, { debateId: id, format }, bearer);
      places.push({ name: `debate ${format} of ${id}`, text: debate?.document ?? '' });
      places.push({ name: `receipt ${format} of ${id}`, text: receipt?.document ?? '' });
    }
    await doors.send(`/api/debates/export?format=${format.toLowerCase()}`, { headers });
  }
  const paths = ['/metrics', '/api/health?detail', '/readyz', '/api/agents/health', '/api/circuit-breakers'];
  for (const path of paths) await doors.send(path, { headers });
  for (const document of [
    AgentsDocument,
    ApiKeysDocument,
    CircuitBreakersDocument,
    MeDocument,
    ClusterNodesDocument,
    UsersDocument,
  ])
    await doors.ask(document as typeof MeDocument, {}, bearer);
  await doors.ask(AuditLogDocument, { first: 100, orderBy: 'NEWEST_FIRST' }, bearer);
  await doors.ask(UsageDocument, { window: { lastDays: 1 }, groupBy: ['MODEL'] }, bearer);
  return places;
}
