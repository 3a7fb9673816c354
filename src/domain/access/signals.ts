import type {} from '../shared/signals.ts';

declare module '../shared/signals.ts' {
  interface Signals {
    /** A credential was shown that is not valid; `address` is null where it is not known. */
    authenticationFailed: { address: string | null };
    /** An administrator acts as a user from now on. */
    impersonationStarted: { userId: string; impersonatorId: string };
    /** A permission was asked for; `handler` is what asked. */
    permissionChecked: { permission: string; handler: string; isAllowed: boolean; durationMs: number };
    /** A sign-in failed; `reason` may hold words of the provider, and is for the log alone. */
    signInFailed: { provider: string; code: string; reason: string };
  }
}
