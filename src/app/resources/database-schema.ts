import { migrations } from '../../../migrations/list.ts';
import type { Schema } from '../../infra/postgres/orm.ts';
import { loadFeatures } from '../features/features.ts';

const features = await loadFeatures();

/** The tables of this version: those of all features. */
export const DATABASE_SCHEMA: Schema = { entities: features.flatMap(({ entities = [] }) => entities), migrations };
