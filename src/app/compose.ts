import type { Probes } from '../domain/system/ports.ts';
import { contextsOf, type LoaderFactories, type MakeContext } from '../resolvers/context.ts';
import type { Deps, Doors, Feature, FeatureModule } from './feature.ts';

/** The composed features. */
export interface Composed {
  readonly features: readonly Feature[];
  readonly doors: Doors;
  readonly makeContext: MakeContext;
}

/** Composes the features in their order. */
export function composeFeatures(modules: readonly FeatureModule[], deps: Omit<Deps, 'probes'>): Composed {
  const doors: Partial<Doors> = {};
  const features: Feature[] = [];
  const probes = () => probesOf(features);
  for (const module of modules) {
    const feature = module.compose({ ...deps, probes }, doors as Doors);
    Object.assign(doors, feature.doors);
    features.push(feature);
  }
  return { features, doors: doors as Doors, makeContext: contextsOver(modules, doors as Doors) };
}

/** Creates the contexts of operations from these front doors, and from the loaders and nodes of the features. */
export function contextsOver(modules: readonly FeatureModule[], doors: Doors): MakeContext {
  const loaders = Object.assign({}, ...modules.map((module) => module.loaders)) as LoaderFactories;
  const nodes = Object.assign({}, ...modules.map((module) => module.nodes)) as Record<string, never>;
  return contextsOf({ doors, loaders, nodes });
}

function probesOf(features: readonly Feature[]): Probes {
  return {
    needed: Object.assign({}, ...features.map(({ probes }) => probes?.needed)),
    optional: Object.assign({}, ...features.map(({ probes }) => probes?.optional)),
  };
}
