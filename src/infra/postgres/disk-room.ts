import { statfsSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';

/** The embedded database extends its log by 16 MiB at a time, and never answers again when there is no room for that. */
const MIN_ROOM_BYTES = 20 * 1024 * 1024;
/** SQLSTATE `disk_full`. */
const DISK_FULL = '53100';
const READS = /^\s*(select|show|set|begin|commit|rollback)\b/i;

/** Throws, as the database would, when the disk with the directory has no room for it to go on. */
export function checkRoom(directory: string): void {
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize >= MIN_ROOM_BYTES) return;
  const needed = `${MIN_ROOM_BYTES / 1024 / 1024} MiB`;
  throw Object.assign(new Error(`The disk with ${directory} has less than ${needed} left.`), { code: DISK_FULL });
}

/** Has the embedded database refuse to write, while it still can read, before its disk is full. */
export function refuseWritesWithoutRoom(pglite: PGlite, directory: string): void {
  guard(pglite, directory);
  const transaction = pglite.transaction.bind(pglite);
  // The transaction begins all the same: its caller waits for the beginning, and a refusal here would be lost.
  pglite.transaction = (work) => transaction((opened) => work(guard(opened, directory)));
}

function guard<T extends Pick<PGlite, 'query' | 'exec'>>(way: T, directory: string): T {
  const query = way.query.bind(way);
  const exec = way.exec.bind(way);
  way.query = async (sql, ...rest) => {
    if (!READS.test(sql)) checkRoom(directory);
    return query(sql, ...rest);
  };
  way.exec = async (...args) => {
    checkRoom(directory);
    return exec(...args);
  };
  return way;
}
