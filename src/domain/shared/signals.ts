/** Everything the domain tells whoever operates it; metrics and logs are made of these. Durations are milliseconds. */
export interface Signals {
  'debate.started': { debateId: string; workspaceId: string };
  'debate.resumed': { debateId: string; fence: number };
  'debate.ended': { debateId: string; status: string; outcome: string; stopReason: string; durationMs: number };
  'debate.released': { debateId: string };
  'debate.interrupted': { debateId: string; error: unknown };
  'debate.error': { debateId: string; error: unknown };
  'probe.failed': { name: string; error: unknown };
  'agent.answered': { debateId: string; agentId: string; participantId: string; kind: string; durationMs: number };
  'agent.failed': { debateId: string; agentId: string; participantId: string; kind: string; error: unknown };
}

export type Emit = <K extends keyof Signals>(name: K, detail: Signals[K]) => void;
