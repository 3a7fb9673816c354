import type { KeyInUse, KeyRing } from '../../src/domain/receipts/ports.ts';
import { keyOfSeed } from '../../src/domain/receipts/receipt-key.ts';

/** A sequence of keys that is the same in every run. */
export class FakeKeyRing implements KeyRing {
  private rotations = 0;

  async current(): Promise<KeyInUse> {
    return { ...keyOfSeed(Buffer.alloc(32, this.rotations + 1)), origin: 'test' };
  }

  rotate(): Promise<KeyInUse> {
    this.rotations += 1;
    return this.current();
  }
}
