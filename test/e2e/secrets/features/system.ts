import { ClusterNodesDocument } from '../../../../src/cli/generated/graphql.ts';
import type { SecretPart } from '../support/part.ts';

export const part: SecretPart = {
  exports: async ({ doors, token }) => {
    await doors.ask(ClusterNodesDocument, {}, token);
    const headers = { authorization: `Bearer ${token}` };
    for (const path of ['/metrics', '/api/health?detail', '/readyz']) await doors.send(path, { headers });
    return [];
  },
};
