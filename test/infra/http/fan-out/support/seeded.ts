/** Numbers in [0, 1). The same seed gives the same numbers (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed of this run. Set `FAN_OUT_SEED` to repeat a failure. */
export function aSeed(): number {
  const seed = Number(process.env.FAN_OUT_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`FAN_OUT_SEED=${seed}`);
  return seed;
}
