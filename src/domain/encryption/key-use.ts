/** A key that fields of a column are encrypted with, and their number. */
export interface KeyUse {
  readonly keyId: string;
  /** Table and column, such as `second_factors.secret`. */
  readonly column: string;
  readonly fields: number;
}

/**
 * A sentence about the keys that stored fields need and that are not among the given ones, and about what to do;
 * undefined when none is missing.
 */
export function missingKeys(uses: readonly KeyUse[], given: readonly string[]): string | undefined {
  const missing = Map.groupBy(
    uses.filter(({ keyId }) => !given.includes(keyId)),
    ({ keyId }) => keyId,
  );
  if (missing.size === 0) return undefined;
  const named = [...missing].map(([keyId, fields]) => `${keyId} (${fields.map(placeOf).join(', ')})`);
  const [keys, those] = missing.size === 1 ? ['a key that is', 'that key'] : ['keys that are', 'those keys'];
  return (
    `Stored fields are encrypted with ${keys} not given. Missing: ${named.join(', ')}. Given: ${given.join(', ')}. ` +
    `Add ${those} to ARAGORA_ENCRYPTION_KEY, after the first, with a comma between; without it these fields cannot be read.`
  );
}

function placeOf({ column, fields }: KeyUse): string {
  return `${fields} in ${column}`;
}
