import {
  DebateDocument,
  DebateDocumentDocument,
  DeleteDebateDocument,
  StartDebateDocument,
  type StartDebateInput,
} from '../../../../src/cli/generated/graphql.ts';
import { eventually } from '../../../infra/http/support/eventually.ts';
import { aContestedDecision } from '../../../resolvers/support/inputs.ts';
import { everyDebate } from '../support/every-debate.ts';
import type { SecretPart, Stage } from '../support/part.ts';
import type { Place } from '../support/scan.ts';
import { REASON, TASK } from '../support/words.ts';

const AGENTS = ['anthropic-api', 'openai-api', 'mistral-api', 'gemini', 'grok', 'openrouter', 'local'];
const FORMATS = ['JSON', 'MARKDOWN', 'CSV'] as const;

export const part: SecretPart = {
  /** One debate has models whose providers repeat the keys they receive, one ends normally, and one is deleted. */
  live: async (stage) => {
    await hold(stage, { decision: { task: 'Which model answers?' }, agents: AGENTS });
    const decision = { ...aContestedDecision(), task: TASK };
    await hold(stage, { decision });
    const id = await hold(stage, { decision });
    await stage.doors.ask(DeleteDebateDocument, { input: { id, reason: REASON } }, stage.token);
  },
  exports: async (stage) => {
    const { doors, token } = stage;
    const places: Place[] = [];
    for (const format of FORMATS) {
      for (const id of await everyDebate(stage)) {
        const { debate } = await doors.ask(DebateDocumentDocument, { id, format }, token);
        places.push({ name: `debate ${format}`, text: debate?.document ?? '' });
      }
      const headers = { authorization: `Bearer ${token}` };
      await doors.send(`/api/debates/export?format=${format.toLowerCase()}`, { headers });
    }
    return places;
  },
};

async function hold({ doors, token }: Stage, input: StartDebateInput): Promise<string> {
  const { startDebate } = await doors.ask(StartDebateDocument, { input }, token);
  const id = startDebate.debate?.id;
  if (id === undefined) throw new Error(JSON.stringify(startDebate.userErrors));
  const read = () => doors.ask(DebateDocument, { id }, token);
  await eventually(async () => (await read()).debate?.endedAt).toBeTruthy();
  return id;
}
