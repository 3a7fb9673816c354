import { createHash } from 'node:crypto';

/** Random numbers that depend only on seed and cell, so that cells may run in any order (sfc32 by Doty-Humphrey). */
export class Rng {
  private readonly state: Int32Array;
  private spare: number | null = null;

  constructor(seed: number, cell: string) {
    const digest = createHash('sha256').update(`${seed} ${cell}`).digest();
    this.state = Int32Array.from([0, 4, 8, 12], (offset) => digest.readInt32LE(offset));
  }

  /** Uniform in [0, 1). */
  next(): number {
    const [a = 0, b = 0, c = 0, count = 0] = this.state;
    const sum = (a + b + count) | 0;
    this.state[3] = count + 1;
    this.state[0] = b ^ (b >>> 9);
    this.state[1] = c + (c << 3);
    this.state[2] = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  /** Standard normal (Box and Muller). */
  normal(): number {
    if (this.spare !== null) {
      const { spare } = this;
      this.spare = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    const angle = 2 * Math.PI * this.next();
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** The number of successes in `n` tries with probability `p` each. */
  binomial(n: number, p: number): number {
    let count = 0;
    for (let i = 0; i < n; i++) if (this.next() < p) count++;
    return count;
  }
}
