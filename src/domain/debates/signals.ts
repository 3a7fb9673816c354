import type {} from '../shared/signals.ts';

declare module '../shared/signals.ts' {
  interface Signals {
    debateCreated: { debateId: string; workspaceId: string };
    /** `cutOff`: at most so many calls of language models were in flight when the earlier run was cut off. */
    debateResumed: { debateId: string; fence: number; cutOff: number };
    debateFinished: { debateId: string; status: string; outcome: string; stopReason: string; durationMs: number };
    debateReleased: { debateId: string };
    debateInterrupted: { debateId: string; error: unknown };
    debateError: { debateId: string; error: unknown };
    agentAnswered: { debateId: string; agentId: string; participantId: string; kind: string; durationMs: number };
    turnFailed: {
      debateId: string;
      agentId: string;
      participantId: string;
      kind: string;
      durationMs: number;
      error: unknown;
    };
  }
}
