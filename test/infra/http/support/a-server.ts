import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VariableName } from '../../../../src/app/config.ts';
import { readConfig } from '../../../../src/app/config.ts';
import { type RunningServer, start } from '../../../../src/app/start.ts';
import { API_TOKEN } from '../../../support/credentials.ts';
import { prepareDatabase } from '../../../support/services/prepared-database.ts';
import { noteServer } from '../../../support/services/running-servers.ts';

export type Settings = { readonly [Name in VariableName]?: string };

/** Free ports, an owner, and a log of errors only. */
export const FREE: Settings = {
  ARAGORA_API_PORT: '0',
  ARAGORA_WS_PORT: '0',
  ARAGORA_LOG_LEVEL: 'ERROR',
  ARAGORA_API_TOKEN: API_TOKEN,
  // All tests come from one address, and some of them send many requests in a short time.
  ARAGORA_RATE_LIMITS: 'off',
};

/** A whole server. Without `DATABASE_URL` it has its own embedded database, which is removed when the server stops. */
export async function aServer(settings: Settings = {}): Promise<RunningServer & { restart(): Promise<RunningServer> }> {
  const own = settings.ARAGORA_DATA_DIR === undefined ? await mkdtemp(join(tmpdir(), 'aragora-test-')) : undefined;
  if (own !== undefined && settings.DATABASE_URL === undefined) await prepareDatabase(own);
  const config = readConfig({ ...FREE, ...(own !== undefined && { ARAGORA_DATA_DIR: own }), ...settings });
  let server = await noteServer(start(config, 'runner'));
  return {
    ...server,
    restart: async () => {
      await server.stop();
      server = await noteServer(start(config, 'runner'));
      return server;
    },
    stop: async () => {
      await server.stop();
      if (own !== undefined) await rm(own, { recursive: true, force: true });
    },
  };
}
