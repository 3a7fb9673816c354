import { LRUCache } from 'lru-cache';
import type { ModelCall } from '../../../domain/agents/language-model.ts';
import type { Part } from './refused-part.ts';

/** Models whose refusals are remembered. Callers may name any model, so the number is limited. */
const MAX_MODELS = 1_000;

/** The parts of a request that models refused, so that the next call does not ask for them in vain. */
export class RefusedParts {
  private readonly byModel = new LRUCache<string, ReadonlySet<Part>>({ max: MAX_MODELS });

  of(call: ModelCall): ReadonlySet<Part> {
    return this.byModel.get(nameOf(call)) ?? new Set();
  }

  add(call: ModelCall, parts: ReadonlySet<Part>): void {
    if (parts.size > 0) this.byModel.set(nameOf(call), new Set([...this.of(call), ...parts]));
  }
}

/** `provider:model`. */
export function nameOf({ model: { provider, model } }: ModelCall): string {
  return `${provider}:${model}`;
}
