import { ACCESS_ENTITIES } from '../../infra/access/postgres/entities.ts';
import { AUDIT_ENTITIES } from '../../infra/audit/postgres/rows.ts';
import { DEBATE_ENTITIES } from '../../infra/debates/postgres/rows.ts';
import { EVENT_ENTITIES } from '../../infra/events/postgres/rows.ts';
import { RECEIPT_ENTITIES } from '../../infra/receipts/postgres.ts';
import { SHARED_STATE_ENTITIES } from '../../infra/shared-state/postgres.ts';
import { SYSTEM_ENTITIES } from '../../infra/system/postgres.ts';
import { USAGE_ENTITIES } from '../../infra/usage/postgres/rows.ts';

/** Every table of every feature. */
export const ENTITIES = [
  ...DEBATE_ENTITIES,
  ...EVENT_ENTITIES,
  ...SHARED_STATE_ENTITIES,
  ...RECEIPT_ENTITIES,
  ...USAGE_ENTITIES,
  ...ACCESS_ENTITIES,
  ...AUDIT_ENTITIES,
  ...SYSTEM_ENTITIES,
];
