/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed of this run: that of `FAN_OUT_SEED` when it is given, to see a failure again. */
export function aSeed(): number {
  const seed = Number(process.env.FAN_OUT_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`FAN_OUT_SEED=${seed}`);
  return seed;
}
