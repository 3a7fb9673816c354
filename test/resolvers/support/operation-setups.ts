/// <reference types="vite/types/importMeta.d.ts" />
import type { Actor } from '../../../src/domain/access/actor.ts';
import type { TestApi } from './test-api.ts';

export interface Prepared {
  /** Placeholders in the variables of documented operations, such as `dbt_`, and their values. */
  readonly placeholders: Readonly<Record<string, string>>;
  /** Properties of the caller that matter. */
  readonly actor?: Partial<Actor>;
}

/** The data that a feature creates for its documented operations. It is in the folder of the feature. */
export interface OperationSetup {
  /** Before the operation of this name. */
  readonly prepare: (api: TestApi, operation: string) => Promise<Prepared>;
  /** Causes an event while a subscription is open. */
  readonly meanwhile?: (api: TestApi, placeholders: Prepared['placeholders']) => Promise<void>;
}

const SETUPS = Object.values(
  import.meta.glob<OperationSetup>('../*/operation-setup.ts', { eager: true, import: 'setup' }),
);

/** Creates the data of all features for an operation. */
export async function prepareFor(api: TestApi, operation: string): Promise<Required<Prepared>> {
  const all: Required<Prepared> = { placeholders: {}, actor: {} };
  for (const { prepare } of SETUPS) {
    const { placeholders, actor } = await prepare(api, operation);
    Object.assign(all.placeholders, placeholders);
    Object.assign(all.actor, actor);
  }
  return all;
}

/** Causes an event in every feature. */
export async function happen(api: TestApi, placeholders: Prepared['placeholders']): Promise<void> {
  for (const { meanwhile } of SETUPS) await meanwhile?.(api, placeholders);
}

/** The variables of an operation, with values in place of the placeholders. */
export function meantBy(shown: string, placeholders: Prepared['placeholders']): object {
  const meant = Object.entries(placeholders).reduce((all, [sign, id]) => all.replaceAll(`"${sign}"`, `"${id}"`), shown);
  return JSON.parse(meant) as object;
}
