import type { StreamRef } from './ports.ts';

/** The stream as one text, for maps: no two streams have the same. */
export function streamKey({ workspaceId, stream }: StreamRef): string {
  return JSON.stringify([workspaceId, stream]);
}
