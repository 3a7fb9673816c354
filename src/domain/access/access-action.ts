import type { AuditedAction } from '../audit/audit-entry.ts';
import type { Json } from '../shared/json.ts';

/** An action on an account, a membership or a key, as the audit log records it. */
export function accessAction(
  action: string,
  type: string,
  id: string,
  { reason = null, ...detail }: { readonly reason?: string | null; readonly [key: string]: Json | undefined } = {},
): AuditedAction {
  return {
    category: 'ACCESS',
    action,
    target: { type, id },
    outcome: 'SUCCESS',
    reason,
    detail: detail as { readonly [key: string]: Json },
  };
}
