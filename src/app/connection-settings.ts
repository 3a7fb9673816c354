import { ACCESS_SETTINGS } from '../infra/access/settings.ts';
import { processEnvironment, readPart } from '../infra/config/config.ts';
import { PROCESS_SETTINGS } from '../infra/config/process-settings.ts';
import { POSTGRES_SETTINGS } from '../infra/postgres/settings.ts';
import type { VariableName } from './config.ts';

/** The settings with which a command finds its server and the credential for it. */
const SETTINGS = {
  dataDir: PROCESS_SETTINGS.dataDir,
  env: PROCESS_SETTINGS.env,
  url: PROCESS_SETTINGS.url,
  databaseUrl: POSTGRES_SETTINGS.databaseUrl,
  apiToken: ACCESS_SETTINGS.apiToken,
  jwtSecret: ACCESS_SETTINGS.jwtSecret,
};

export type ConnectionSettings = ReturnType<typeof connectionSettings>;

/**
 * Reads these settings only: all the others concern the server, and reading them costs a command more time than its
 * request. `flags` of the command line override the environment.
 */
export function connectionSettings(flags: { readonly [Name in VariableName]?: string } = {}) {
  return readPart(SETTINGS, processEnvironment(flags));
}
