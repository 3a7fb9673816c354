import { ReceiptDocument } from '../../../../src/cli/generated/graphql.ts';
import { everyDebate } from '../support/every-debate.ts';
import type { SecretPart } from '../support/part.ts';
import type { Place } from '../support/scan.ts';

export const part: SecretPart = {
  exports: async (stage) => {
    const places: Place[] = [];
    for (const debateId of await everyDebate(stage)) {
      for (const format of ['JSON', 'MARKDOWN', 'CSV'] as const) {
        const { receipt } = await stage.doors.ask(ReceiptDocument, { debateId, format }, stage.token);
        places.push({ name: `receipt ${format}`, text: receipt?.document ?? '' });
      }
    }
    return places;
  },
};
