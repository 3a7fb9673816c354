/// <reference types="vite/types/importMeta.d.ts" />
import type { Forgery } from '../../../support/providers/forging-provider.ts';
import type { Doors } from './doors.ts';
import type { Place } from './scan.ts';

/** A server with secrets, and who speaks to it. */
export interface Stage {
  readonly doors: Doors;
  readonly url: string;
  /** The token of the server's owner. */
  readonly token: string;
  /** The token of the owner of this machine. */
  readonly machineToken: string;
  /** What the provider of sign-ins does. */
  readonly forgery: Forgery;
}

/** Where one feature meets secrets. A file of its own in `features/`. */
export interface SecretPart {
  /** Does everything that the feature does with secrets. */
  readonly live?: (stage: Stage) => Promise<void>;
  /** Returns whatever the feature hands out as a file, and asks for what it tells; after all features have lived. */
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
