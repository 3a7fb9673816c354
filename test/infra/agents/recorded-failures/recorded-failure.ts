import type { FailureCode } from '../../../../src/domain/shared/call.ts';
import type { ProviderId } from '../../../../src/infra/agents/provider.ts';

/** A failure within a stream that began with the status 200, as a provider wrote it. */
export interface RecordedEvent {
  readonly provider: ProviderId;
  readonly what: string;
  /** Where it was reported. */
  readonly source: string;
  readonly code: FailureCode;
  readonly body: unknown;
}

/** A call that a provider refused. */
export interface RecordedRefusal extends RecordedEvent {
  readonly status: number;
  readonly headers?: Record<string, string>;
}
