import { encodeCursor } from '../../../src/domain/shared/cursor.ts';
import { type FeatureTenancy, plain } from '../support/tenancy/feature-tenancy.ts';

export const tenancy: FeatureTenancy = {
  cursors: () => ({
    newestEntries: encodeCursor('a1|NEWEST_FIRST', '3'),
    oldestEntries: encodeCursor('a1|OLDEST_FIRST', '3'),
    exportPart: encodeCursor('a1|EXPORT', '1-4'),
  }),
  probes: {
    Query: {
      auditExport: { args: () => [{}, { format: 'CSV' }, { scope: 'ORGANISATION' }] },
      auditHead: { ...plain, silent: 'A number and a hash.' },
      auditLog: {
        args: () => [{ first: 100 }, { first: 100, scope: 'ORGANISATION' }],
        texts: ['filter.action', 'filter.targetKey'],
      },
    },
  },
  neverReached: {
    'AuditExportPart.next':
      'It takes more than 500 entries. Its cursor, which holds two numbers, is tried all the same.',
  },
};
