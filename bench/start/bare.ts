// The least that a server with an embedded database has to do at its start: opens the one in the directory, and asks it.
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create(process.argv[2] ?? '');
await database.query('select 1');
console.log('ready');
