import type { TurnListener } from '../../../src/domain/debates/run/turn-request.ts';

/** A listener that ignores everything and allows every attempt. */
export const silent: TurnListener = { text() {}, restart() {}, attempting() {}, attempted: () => true };
