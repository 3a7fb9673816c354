import type { ProviderId } from '../../../../src/domain/agents/provider-id.ts';
import type { FailureCode } from '../../../../src/domain/shared/call.ts';

/** A failure inside a stream that began with status 200, as a provider sent it. */
export interface RecordedEvent {
  readonly provider: ProviderId;
  readonly what: string;
  /** The address of the report. */
  readonly source: string;
  readonly code: FailureCode;
  readonly body: unknown;
}

/** A call that a provider rejected. */
export interface RecordedRefusal extends RecordedEvent {
  readonly status: number;
  readonly headers?: Record<string, string>;
}
