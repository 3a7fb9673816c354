import { processEnvironment, readSettings } from '../infra/config/config.ts';
import { processMistakes } from '../infra/config/process-mistakes.ts';
import { PROCESS_SETTINGS } from '../infra/config/process-settings.ts';
import type { FindMistakes, Setting } from '../infra/config/setting.ts';
import { LIMIT_SETTINGS } from '../infra/http/limits/settings.ts';
import { httpMistakes } from '../infra/http/setting-mistakes.ts';
import { HTTP_SETTINGS } from '../infra/http/settings.ts';
import { postgresMistakes } from '../infra/postgres/setting-mistakes.ts';
import { POSTGRES_SETTINGS } from '../infra/postgres/settings.ts';
import { REDIS_SETTINGS } from '../infra/redis/settings.ts';
import { FEATURE_SETTINGS, FEATURES } from './features/features.ts';

/** All settings: of the process, of its resources and of the features. */
const SETTINGS = {
  ...PROCESS_SETTINGS,
  ...HTTP_SETTINGS,
  ...LIMIT_SETTINGS,
  ...POSTGRES_SETTINGS,
  ...REDIS_SETTINGS,
  ...FEATURE_SETTINGS,
};

export const allSettings: readonly Setting[] = Object.values(SETTINGS);

/** The name of an environment variable that this version reads. */
export type VariableName = (typeof SETTINGS)[keyof typeof SETTINGS]['name'];

/** The settings of a process, and warnings about variables without effect. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the settings from `env`. Throws one `ConfigError` with all mistakes. */
export function readConfig(env: NodeJS.ProcessEnv) {
  return readSettings(SETTINGS, findMistakes(), env);
}

/** The settings of this process; `flags` of the command line override the environment. */
export function processConfig(flags: { readonly [Name in VariableName]?: string } = {}): Config {
  return readConfig(processEnvironment(flags));
}

function findMistakes(): readonly FindMistakes[] {
  const ofFeatures = FEATURES.flatMap(({ findMistakes: find }) => find ?? []);
  return [processMistakes, httpMistakes, postgresMistakes, ...ofFeatures];
}
