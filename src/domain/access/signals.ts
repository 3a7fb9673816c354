import type {} from '../shared/signals.ts';

declare module '../shared/signals.ts' {
  interface Signals {
    /** An invalid credential was used; `address` is null when unknown. */
    authenticationFailed: { address: string | null };
    /** An administrator started to act as a user. */
    impersonationStarted: { userId: string; impersonatorId: string };
    /** A permission was checked; `handler` is the root field, route or job that required it. */
    permissionChecked: { permission: string; handler: string; isAllowed: boolean; durationMs: number };
    /** A sign-in failed. `reason` is only for the log: it may contain text of the provider. */
    signInFailed: { provider: string; code: string; reason: string };
  }
}
