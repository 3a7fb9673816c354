/// <reference types="vite/types/importMeta.d.ts" />
import type { Actor } from '../../../src/domain/access/actor.ts';
import type { TestApi } from './test-api.ts';

export interface Prepared {
  /** What stands for a value in the variables that a documented operation shows, and the value: `dbt_` and an id. */
  readonly placeholders: Readonly<Record<string, string>>;
  /** What there is to know of the caller, where it matters. */
  readonly actor?: Partial<Actor>;
}

/** What a feature makes so that documented operations can be executed. It stands in the feature's own folder. */
export interface OperationSetup {
  /** Before the operation of this name. */
  readonly prepare: (api: TestApi, operation: string) => Promise<Prepared>;
  /** While a subscription is open: has something happen that it tells of. */
  readonly meanwhile?: (api: TestApi, placeholders: Prepared['placeholders']) => Promise<void>;
}

const SETUPS = Object.values(
  import.meta.glob<OperationSetup>('../*/operation-setup.ts', { eager: true, import: 'setup' }),
);

/** Has every feature make what the operation may be about. */
export async function prepareFor(api: TestApi, operation: string): Promise<Required<Prepared>> {
  const all: Required<Prepared> = { placeholders: {}, actor: {} };
  for (const { prepare } of SETUPS) {
    const { placeholders, actor } = await prepare(api, operation);
    Object.assign(all.placeholders, placeholders);
    Object.assign(all.actor, actor);
  }
  return all;
}

/** Has something happen in every feature. */
export async function happen(api: TestApi, placeholders: Prepared['placeholders']): Promise<void> {
  for (const { meanwhile } of SETUPS) await meanwhile?.(api, placeholders);
}

/** The variables that are shown, with the values that the placeholders stand for. */
export function meantBy(shown: string, placeholders: Prepared['placeholders']): object {
  const meant = Object.entries(placeholders).reduce((all, [sign, id]) => all.replaceAll(`"${sign}"`, `"${id}"`), shown);
  return JSON.parse(meant) as object;
}
