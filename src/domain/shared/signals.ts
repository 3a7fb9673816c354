import type { FailureCode } from './call.ts';
import type { BreakerState } from './circuit-breaker.ts';

/** Everything the domain tells whoever operates it; metrics and logs are made of these. Durations are milliseconds. */
export interface Signals {
  /** Somebody showed a credential that is good for nothing; null where it is not known from where. */
  authenticationFailed: { address: string | null };
  /** An administrator acts as a user from now on. */
  impersonationStarted: { userId: string; impersonatorId: string };
  /** A permission was asked for; `handler` is what asked. */
  permissionChecked: { permission: string; handler: string; isAllowed: boolean; durationMs: number };
  debateStarted: { debateId: string; workspaceId: string };
  /** `cutOff`: at most so many calls of language models were in flight when the run before was cut off. */
  debateResumed: { debateId: string; fence: number; cutOff: number };
  debateEnded: { debateId: string; status: string; outcome: string; stopReason: string; durationMs: number };
  debateReleased: { debateId: string };
  debateInterrupted: { debateId: string; error: unknown };
  debateError: { debateId: string; error: unknown };
  probeFailed: { name: string; error: unknown };
  /** Something that the server can do without does not work; it said so by itself when it went. */
  probeDegraded: { name: string; error: unknown };
  agentAnswered: { debateId: string; agentId: string; participantId: string; kind: string; durationMs: number };
  /** One call of a language model is over; `agent` is the id of the one that this model answers as. */
  modelAttempted: {
    agent: string;
    provider: string;
    model: string;
    failure: FailureCode | null;
    durationMs: number;
    inputTokens: number;
    outputTokens: number;
    /** US dollars; null when the price of the model is not known. */
    costUsd: number | null;
  };
  fallbackUsed: { from: string; to: string; code: FailureCode };
  breakerChanged: { agent: string; state: BreakerState };
  /** A reactor could not take an event, and tries again later; null where it did not come as far as one. */
  reactorFailed: {
    reactor: string;
    workspaceId: string | null;
    stream: string | null;
    seq: number | null;
    kind: string | null;
    error: unknown;
  };
  /** Somebody was not signed in; `reason` may hold words of the provider, and is for the log alone. */
  signInFailed: { provider: string; code: string; reason: string };
  /** A field was sealed or opened, or could not be; `store` is the table. */
  encryptionUsed: { operation: 'encrypt' | 'decrypt'; store: string; durationMs: number };
  encryptionFailed: {
    operation: 'encrypt' | 'decrypt';
    store: string;
    failure: string;
    column: string;
    row: string;
    workspaceId: string;
    error: unknown;
  };
  agentFailed: { debateId: string; agentId: string; participantId: string; kind: string; error: unknown };
}

export type Emit = <K extends keyof Signals>(name: K, detail: Signals[K]) => void;
