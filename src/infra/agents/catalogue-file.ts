import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Catalogue, type ModelEntry } from '../../domain/agents/catalogue.ts';
import { PROVIDER_IDS } from '../../domain/agents/provider-id.ts';
import { checkShape } from '../../domain/shared/check-shape.ts';
import { CannotStart } from '../cannot-start.ts';
import { MODELS_FILE } from '../paths.ts';

/** Maximum price. A larger one is a mistake, and sums of costs have to stay numbers. */
const MAX_PRICE_USD = 1_000_000;
const usd = z.number().nonnegative().max(MAX_PRICE_USD);

const price = z.strictObject({
  inputPerMillionUsd: usd,
  outputPerMillionUsd: usd,
  asOf: z.iso.date(),
  source: z.string().min(1),
});

const entry = z.strictObject({
  provider: z.enum(PROVIDER_IDS),
  model: z.string().min(1),
  family: z.string().min(1),
  label: z.string().min(1),
  openrouterModel: z.string().min(1).nullable(),
  contextTokens: z.int().positive().nullable(),
  price: price.nullable(),
});

const file = z.strictObject({ models: z.array(entry) });

export interface CatalogueSettings {
  /** File of the operator (`ARAGORA_MODELS_FILE`). */
  readonly modelsFile?: string | undefined;
  /** Model of the local server (`ARAGORA_LOCAL_MODEL`). */
  readonly localModel?: string | undefined;
}

/** The models of the operator, then those of Aragora. Throws an error with all mistakes of a file. */
export function readCatalogue({ modelsFile, localModel }: CatalogueSettings): Catalogue {
  const own = modelsFile === undefined ? [] : readModels(modelsFile);
  const shipped = readModels(MODELS_FILE);
  return new Catalogue(shipped, localModel === undefined ? own : withLocal(localModel, own));
}

/** An entry for the local model is optional. */
function withLocal(model: string, own: readonly ModelEntry[]): readonly ModelEntry[] {
  const ref = { provider: 'local', model };
  const local = own.find((given) => given.provider === 'local' && given.model === model);
  return [local ?? new Catalogue([]).entryOf(ref), ...own.filter((given) => given !== local)];
}

function readModels(path: string): readonly ModelEntry[] {
  const read = checkShape(file, parsed(path));
  if (read.isValid) return read.data.models;
  const mistakes = read.mistakes.map(({ path: place, message }) => `  ${place.join('.') || 'the file'}: ${message}`);
  throw new CannotStart(
    `${path} is not a list of models; correct it, or unset ARAGORA_MODELS_FILE:\n${mistakes.join('\n')}`,
  );
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new CannotStart(`${path} ${reason}; correct it, or unset ARAGORA_MODELS_FILE.`, { cause: error });
  }
}
