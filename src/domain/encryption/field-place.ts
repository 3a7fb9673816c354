import { EncryptionFailure } from './encryption-failure.ts';

/** The place of an encrypted field. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** Key of the row; it never changes. */
  readonly row: string;
  /** Workspace of the row; the organisation for rows outside workspaces. */
  readonly workspaceId: string;
}

/**
 * The additional data of an envelope, in UTF-8: a JSON array of version, key id and place. JSON separates the parts
 * unambiguously. Throws an `EncryptionFailure` when a part is empty.
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
