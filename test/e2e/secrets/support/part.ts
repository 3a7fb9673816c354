/// <reference types="vite/types/importMeta.d.ts" />
import type { Forgery } from '../../../support/providers/forging-provider.ts';
import type { Doors } from './doors.ts';
import type { Place } from './scan.ts';

/** A server with secrets, and its clients. */
export interface Stage {
  readonly doors: Doors;
  readonly url: string;
  /** The token of the server's owner. */
  readonly token: string;
  /** The token of the owner of this machine. */
  readonly machineToken: string;
  /** Controls what the sign-in provider does. */
  readonly forgery: Forgery;
}

/** The secrets of one feature. Each feature has a file in `features/`. */
export interface SecretPart {
  /** Does everything that the feature does with secrets. */
  readonly live?: (stage: Stage) => Promise<void>;
  /** Returns the files that the feature exports, and requests its answers. Runs after `live` of all features. */
  readonly exports?: (stage: Stage) => Promise<readonly Place[]>;
}

const PARTS = Object.values(import.meta.glob<SecretPart>('../features/*.ts', { eager: true, import: 'part' }));

export async function liveThrough(stage: Stage): Promise<void> {
  for (const { live } of PARTS) await live?.(stage);
}

export async function exportEverything(stage: Stage): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const { exports } of PARTS) places.push(...((await exports?.(stage)) ?? []));
  return places;
}
