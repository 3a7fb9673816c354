import type { Breakers } from '../../shared/breakers.ts';
import type { Clock } from '../../shared/ports.ts';
import type { Emit } from '../../shared/signals.ts';
import type { LanguageModel } from '../language-model.ts';
import type { CostOf } from '../ports.ts';
import type { Roster } from '../roster.ts';

export interface GatewayPorts {
  readonly languageModel: LanguageModel;
  readonly roster: Roster;
  readonly costOf: CostOf;
  readonly breakers: Breakers;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly times: GatewayTimes;
}

/** Milliseconds: for one call, for the longest silence within it, and for all attempts of one answer. */
export interface GatewayTimes {
  readonly callMs: number;
  readonly silenceMs: number;
  readonly answerMs: number;
}
