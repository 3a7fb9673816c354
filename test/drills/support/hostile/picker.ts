/** Pseudo-random choices, the same for the same seed (mulberry32). */
export function pickerOf(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** A whole number from `least` to `most`. */
    number: (least: number, most: number) => least + Math.floor(next() * (most - least + 1)),
    from: <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T,
  };
}

export type Picker = ReturnType<typeof pickerOf>;

/** As many texts as fit about this number of bytes. */
export function filled(bytes: number, make: (nth: number) => string, between = ','): string {
  const parts: string[] = [];
  for (let length = 0; length < bytes; ) {
    const part = make(parts.length);
    parts.push(part);
    length += part.length + between.length;
  }
  return parts.join(between);
}
