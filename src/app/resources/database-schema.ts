import { migrations } from '../../../migrations/list.ts';
import type { Schema } from '../../infra/postgres/orm.ts';
import { ENTITIES } from '../features/entities.ts';

/** The tables of this version. */
export const DATABASE_SCHEMA: Schema = { entities: ENTITIES, migrations };
