import { ALL_PERMISSIONS } from '../../domain/access/permissions.ts';
import { counter, histogram, type SignalRows } from '../metrics/signal-row.ts';

const AUTH_FAILURES = counter<object>('aragora_auth_failures_total', 'Invalid credentials that were used.');
const RESULTS = ['allowed', 'denied'];
const CHECK_SECONDS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1];

/** Logs and metrics of the signals of access. */
export const ACCESS_SIGNALS = {
  authenticationFailed: { level: 'warn', metrics: [AUTH_FAILURES] },
  signInFailed: { level: 'warn', metrics: [AUTH_FAILURES] },
  impersonationStarted: {
    level: 'warn',
    metrics: [counter('aragora_admin_impersonate_total', 'Impersonations started.')],
  },
  permissionChecked: {
    level: 'debug',
    metrics: [
      counter('aragora_rbac_permission_checks_total', 'Permission checks.', {
        labels: {
          permission: { of: ({ permission }) => permission, known: ALL_PERMISSIONS },
          result: { of: ({ isAllowed }) => (isAllowed ? 'allowed' : 'denied'), known: RESULTS },
        },
      }),
      counter('aragora_rbac_permission_denied_total', 'Permission denials.', {
        labels: { permission: ({ permission }) => permission, handler: ({ handler }) => handler },
        by: ({ isAllowed }) => (isAllowed ? undefined : 1),
      }),
      histogram('aragora_rbac_check_latency_seconds', 'Permission check latency.', {
        seconds: ({ durationMs }) => durationMs / 1000,
        buckets: CHECK_SECONDS,
      }),
    ],
  },
} satisfies SignalRows;
