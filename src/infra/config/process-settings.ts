import { serverUrl } from './network-types.ts';
import { type Settings, setting } from './setting.ts';
import { oneOf, text, wholeNumber } from './value-types.ts';

/** Settings of the process. */
export const PROCESS_SETTINGS = {
  dataDir: setting({
    name: 'ARAGORA_DATA_DIR',
    type: text('a directory'),
    default: '.nomic',
    description: 'Directory for all files of Aragora: the embedded database, its lock and keys.',
    group: 'server',
  }),
  env: setting({
    name: 'ARAGORA_ENV',
    type: oneOf('development', 'production', 'test'),
    default: 'development',
    description:
      'Purpose of the process. `production` requires secrets and accepts no local tokens. With `test`, a `.env` file is not read.',
    group: 'server',
  }),
  workers: setting({
    name: 'ARAGORA_WORKERS',
    type: wholeNumber(1, 64, 'processes'),
    default: '1',
    description: 'Number of processes behind one port. More than one requires `DATABASE_URL`.',
    group: 'server',
  }),
  url: setting({
    name: 'ARAGORA_URL',
    type: serverUrl(),
    default: undefined,
    example: 'http://127.0.0.1:8080',
    description: 'Server for the commands. Unset: the server that holds the data directory.',
    group: 'server',
  }),
  logLevel: setting({
    name: 'ARAGORA_LOG_LEVEL',
    type: oneOf('DEBUG', 'INFO', 'WARNING', 'ERROR'),
    default: 'INFO',
    description: 'Minimum level of log lines. Case does not matter.',
    group: 'server',
  }),
  logFormat: setting({
    name: 'ARAGORA_LOG_FORMAT',
    type: oneOf('json', 'pretty'),
    default: undefined,
    example: 'json',
    description:
      'Format of log lines: for machines (`json`) or for people (`pretty`). Unset: `pretty` on a terminal, else `json`.',
    group: 'server',
  }),
  logFile: setting({
    name: 'ARAGORA_LOG_FILE',
    type: text('a file'),
    default: undefined,
    example: '/var/log/aragora/aragora.log',
    description: 'File to which log lines are appended; opened again on SIGHUP. Unset: standard error.',
    group: 'server',
  }),
  drainSeconds: setting({
    name: 'ARAGORA_DRAIN_SECONDS',
    type: wholeNumber(0, 600, 'seconds'),
    default: '10',
    description:
      'Seconds that a stopping server gives the open calls of its debates. It starts no new ones; calls that are still open then are given up, and stored with their estimated cost.',
    group: 'tuning',
  }),
} as const satisfies Settings;
