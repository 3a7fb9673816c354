import { EncryptionFailure } from './encryption-failure.ts';

/** Where a sealed text stands. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** What the row is found by; it never changes. */
  readonly row: string;
  /** The workspace of the row; of a row that stands above workspaces, the organisation. */
  readonly workspaceId: string;
}

/**
 * The additional data of an envelope, in UTF-8: a JSON array of version, key id and place. JSON keeps the parts apart,
 * whatever stands in them. Throws an `EncryptionFailure` when a part is empty: that place would be no place.
 */
export function additionalData(version: number, keyId: string, place: Place): Buffer {
  const { table, column, row, workspaceId } = place;
  const parts = { table, column, row, workspaceId };
  for (const [name, part] of Object.entries(parts)) {
    if (typeof part !== 'string' || part === '') {
      throw new EncryptionFailure('UNNAMED_PLACE', `A sealed text needs a place, and its ${name} is not known.`);
    }
  }
  return Buffer.from(JSON.stringify([version, keyId, table, column, row, workspaceId]));
}
