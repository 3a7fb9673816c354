import type { TurnListener } from '../../../src/domain/debates/run/turn-request.ts';

/** Nobody is told, and every attempt may be paid for. */
export const silent: TurnListener = { text() {}, restart() {}, attempted: () => true };
