import { statfsSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';

/** The embedded database extends its log by 16 MiB at a time, and hangs forever when the disk has no room for that. */
const MIN_ROOM_BYTES = 20 * 1024 * 1024;
/** SQLSTATE `disk_full`. */
const DISK_FULL = '53100';
const READS = /^\s*(select|show|set|begin|commit|rollback)\b/i;

/** Throws the database's error for a full disk when the disk with the directory has too little room. */
export function checkRoom(directory: string): void {
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize >= MIN_ROOM_BYTES) return;
  const needed = `${MIN_ROOM_BYTES / 1024 / 1024} MiB`;
  throw Object.assign(new Error(`The disk with ${directory} has less than ${needed} left.`), { code: DISK_FULL });
}

/** Makes the embedded database refuse writes before its disk is full, while it can still read. */
export function refuseWritesWithoutRoom(pglite: PGlite, directory: string): void {
  guard(pglite, directory);
  const transaction = pglite.transaction.bind(pglite);
  // The transaction begins in any case: its caller waits for the beginning, and a refusal here would be lost.
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
