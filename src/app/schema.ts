import type { GraphQLSchema } from 'graphql';
import { buildSchema } from '../resolvers/schema.ts';
import type { FeatureModule } from './feature.ts';
import { loadFeatures } from './features/features.ts';

/** The schema over these features. */
export function schemaOf(features: readonly FeatureModule[]): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: features.flatMap(({ resolvers = [] }) => resolvers),
    types: features.flatMap(({ types = [] }) => types),
  });
}

/** The schema that a server serves. */
export async function serverSchema(): Promise<GraphQLSchema> {
  return schemaOf(await loadFeatures());
}
