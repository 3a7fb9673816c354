import type { FailureKind } from './failure-kinds.ts';

/** A failure that we find ourselves, instead of being told it by the provider. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
  readonly kind: FailureKind;

  constructor(kind: FailureKind) {
    super(kind);
    this.kind = kind;
  }
}
