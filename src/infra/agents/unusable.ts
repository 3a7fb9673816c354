import type { FailureKind } from './failure-kinds.ts';

/** A failure found by this server, not reported by the provider. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
  readonly kind: FailureKind;

  constructor(kind: FailureKind) {
    super(kind);
    this.kind = kind;
  }
}
