import { defineConfig, type PgliteConnection } from '@mikro-orm/pglite';
import { DATABASE_SCHEMA } from '../src/app/resources/database-schema.ts';
import { engine } from '../src/infra/postgres/engine.ts';
import { EXTENSIONS, embeddedOrm, mapperOptions } from '../src/infra/postgres/orm.ts';
import { KebabMigrationGenerator } from './migration-generator.ts';

// The command line of MikroORM compares the entities with a database in memory in which every migration was applied. It
// needs no server, and each difference it finds is missing in the migrations.
const migrated = await embeddedOrm(undefined, DATABASE_SCHEMA);
await migrated.migrator.up();
const pglite = await (migrated.driver.getConnection() as unknown as PgliteConnection).getNativeClient();
const loadDataDir = await pglite.dumpDataDir('none');
await migrated.close(true);
const pgliteWasmModule = await engine();

const { migrations, ...options } = mapperOptions(DATABASE_SCHEMA);

export default defineConfig({
  ...options,
  dbName: 'memory://',
  // A function, because MikroORM copies objects and a copied Blob is broken.
  driverOptions: () => ({ ...EXTENSIONS, loadDataDir, pgliteWasmModule }),
  migrations: { ...migrations, path: 'migrations', generator: KebabMigrationGenerator },
  logger: console.log,
});
