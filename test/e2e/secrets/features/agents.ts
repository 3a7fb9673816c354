import { AgentsDocument, CircuitBreakersDocument } from '../../../../src/cli/generated/graphql.ts';
import type { SecretPart } from '../support/part.ts';

export const part: SecretPart = {
  exports: async ({ doors, token }) => {
    await doors.ask(AgentsDocument, {}, token);
    await doors.ask(CircuitBreakersDocument, {}, token);
    const headers = { authorization: `Bearer ${token}` };
    for (const path of ['/api/agents/health', '/api/circuit-breakers']) await doors.send(path, { headers });
    return [];
  },
};
