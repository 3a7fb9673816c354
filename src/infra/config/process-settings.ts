import { serverUrl } from './network-types.ts';
import { type Settings, setting } from './setting.ts';
import { oneOf, text, wholeNumber } from './value-types.ts';

/** The process itself. */
export const PROCESS_SETTINGS = {
  dataDir: setting({
    name: 'ARAGORA_DATA_DIR',
    type: text('a directory'),
    default: '.nomic',
    description: 'Directory of everything Aragora keeps on disk: the embedded database and its lock.',
    group: 'server',
  }),
  env: setting({
    name: 'ARAGORA_ENV',
    type: oneOf('development', 'production', 'test'),
    default: 'development',
    description:
      'What the process is run for. `production` asks for its secrets and knows no owner of the machine; with `test`, a `.env` file is not read.',
    group: 'server',
  }),
  workers: setting({
    name: 'ARAGORA_WORKERS',
    type: wholeNumber(1, 64, 'processes'),
    default: '1',
    description: 'Processes that serve behind one port. More than one need a `DATABASE_URL`.',
    group: 'server',
  }),
  url: setting({
    name: 'ARAGORA_URL',
    type: serverUrl(),
    default: undefined,
    example: 'http://127.0.0.1:8080',
    description: 'Server that the commands talk to. Unset: the one that holds the data directory.',
    group: 'server',
  }),
  logLevel: setting({
    name: 'ARAGORA_LOG_LEVEL',
    type: oneOf('DEBUG', 'INFO', 'WARNING', 'ERROR'),
    default: 'INFO',
    description: 'Least severe level that is logged; upper or lower case.',
    group: 'server',
  }),
  logFormat: setting({
    name: 'ARAGORA_LOG_FORMAT',
    type: oneOf('json', 'pretty'),
    default: 'json',
    description: 'Log lines for machines (`json`) or for people (`pretty`).',
    group: 'server',
  }),
  drainSeconds: setting({
    name: 'ARAGORA_DRAIN_SECONDS',
    type: wholeNumber(0, 600, 'seconds'),
    default: '10',
    description: 'Seconds that a stopping server gives its running debates to reach a step boundary.',
    group: 'tuning',
  }),
} as const satisfies Settings;
