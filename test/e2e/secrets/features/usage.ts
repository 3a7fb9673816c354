import { UsageDocument } from '../../../../src/cli/generated/graphql.ts';
import type { SecretPart } from '../support/part.ts';

export const part: SecretPart = {
  exports: async ({ doors, token }) => {
    await doors.ask(UsageDocument, { window: { lastDays: 1 }, groupBy: ['MODEL'] }, token);
    return [];
  },
};
