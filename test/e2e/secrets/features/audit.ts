import { AuditExportDocument, AuditLogDocument } from '../../../../src/cli/generated/graphql.ts';
import type { SecretPart } from '../support/part.ts';
import type { Place } from '../support/scan.ts';

export const part: SecretPart = {
  exports: async ({ doors, token }) => {
    const places: Place[] = [];
    for (const format of ['JSON', 'CSV'] as const) {
      const { auditExport } = await doors.ask(AuditExportDocument, { format }, token);
      places.push({ name: `audit ${format}`, text: auditExport.text });
    }
    await doors.ask(AuditLogDocument, { first: 100, orderBy: 'NEWEST_FIRST' }, token);
    return places;
  },
};
