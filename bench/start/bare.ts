// The minimum work of a server with an embedded database at its start: opens the database in the directory and queries it.
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create(process.argv[2] ?? '');
await database.query('select 1');
console.log('ready');
