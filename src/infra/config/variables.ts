import { accessVariables } from './access-variables.ts';
import { encryptionKeys } from './encryption-keys.ts';
import { limitVariables } from './limit-variables.ts';
import { modelVariables } from './model-variables.ts';
import { hosts, listenAddress, origins, postgresUrl, redisUrl, serverUrl } from './network-types.ts';
import { oauthVariables } from './oauth-variables.ts';
import { peerVariables } from './peer-variables.ts';
import { oneOf, port, secretKey, text, wholeNumber } from './value-types.ts';
import { type Variable, variable } from './variable.ts';

export const variables = {
  dataDir: variable({
    name: 'ARAGORA_DATA_DIR',
    type: text('a directory'),
    default: '.nomic',
    description: 'Directory of everything Aragora keeps on disk: the embedded database and its lock.',
    group: 'server',
  }),
  env: variable({
    name: 'ARAGORA_ENV',
    type: oneOf('development', 'production', 'test'),
    default: 'development',
    description:
      'What the process is run for. `production` asks for its secrets and knows no owner of the machine; with `test`, a `.env` file is not read.',
    group: 'server',
  }),
  host: variable({
    name: 'ARAGORA_HOST',
    type: listenAddress(),
    default: '127.0.0.1',
    description: 'Address to listen on. Other than loopback only in production.',
    group: 'server',
  }),
  apiPort: variable({
    name: 'ARAGORA_API_PORT',
    type: port(),
    default: '8080',
    description: 'Port of the HTTP API; 0 takes any free port.',
    group: 'server',
  }),
  wsPort: variable({
    name: 'ARAGORA_WS_PORT',
    type: port(),
    default: '8765',
    description: 'Port of the WebSocket endpoint; 0 takes any free port.',
    group: 'server',
  }),
  workers: variable({
    name: 'ARAGORA_WORKERS',
    type: wholeNumber(1, 64, 'processes'),
    default: '1',
    description: 'Processes that serve behind one port. More than one need a `DATABASE_URL`.',
    group: 'server',
  }),
  url: variable({
    name: 'ARAGORA_URL',
    type: serverUrl(),
    default: undefined,
    example: 'http://127.0.0.1:8080',
    description: 'Server that the commands talk to. Unset: the one that holds the data directory.',
    group: 'server',
  }),
  allowedOrigins: variable({
    name: 'ARAGORA_ALLOWED_ORIGINS',
    type: origins(),
    default: '',
    example: 'https://debates.example.com,http://localhost:5173',
    description: 'Other web origins whose pages may call the API from a browser.',
    group: 'server',
  }),
  allowedHosts: variable({
    name: 'ARAGORA_ALLOWED_HOSTS',
    type: hosts(),
    default: '',
    example: 'aragora:8080,my-tunnel.example.com',
    description: 'Further names under which the server may be addressed, for containers and tunnels.',
    group: 'server',
  }),
  logLevel: variable({
    name: 'ARAGORA_LOG_LEVEL',
    type: oneOf('DEBUG', 'INFO', 'WARNING', 'ERROR'),
    default: 'INFO',
    description: 'Least severe level that is logged; upper or lower case.',
    group: 'server',
  }),
  logFormat: variable({
    name: 'ARAGORA_LOG_FORMAT',
    type: oneOf('json', 'pretty'),
    default: 'json',
    description: 'Log lines for machines (`json`) or for people (`pretty`).',
    group: 'server',
  }),
  databaseUrl: variable({
    name: 'DATABASE_URL',
    type: postgresUrl(),
    default: undefined,
    example: 'postgres://aragora:password@localhost:5432/aragora',
    description: 'PostgreSQL database. Unset: the embedded database in `ARAGORA_DATA_DIR`.',
    group: 'persistence',
    secret: true,
  }),
  dbPoolSize: variable({
    name: 'ARAGORA_DB_POOL_SIZE',
    type: wholeNumber(2, 500, 'connections'),
    default: '10',
    description: 'Most connections that one process opens to PostgreSQL; each of several workers opens as many.',
    group: 'persistence',
  }),
  dbPoolTimeoutSeconds: variable({
    name: 'ARAGORA_DB_POOL_TIMEOUT',
    type: wholeNumber(1, 600, 'seconds'),
    default: '30',
    description: 'Seconds to wait for a free connection before giving up.',
    group: 'persistence',
  }),
  receiptSigningKey: variable({
    name: 'ARAGORA_RECEIPT_SIGNING_KEY',
    type: secretKey(),
    default: undefined,
    description:
      'Ed25519 key that receipts are signed with; `openssl rand -hex 32` makes one. Unset: a key in a file of `ARAGORA_DATA_DIR`.',
    group: 'persistence',
    secret: true,
  }),
  encryptionKeys: variable({
    name: 'ARAGORA_ENCRYPTION_KEY',
    type: encryptionKeys(),
    default: undefined,
    description:
      'Keys that secrets are encrypted with: the first one encrypts, all decrypt; `openssl rand -hex 32` makes one. Unset: a key in a file of `ARAGORA_DATA_DIR`.',
    group: 'persistence',
    secret: true,
  }),
  redisUrl: variable({
    name: 'ARAGORA_REDIS_URL',
    type: redisUrl(),
    default: undefined,
    example: 'redis://:password@localhost:6379/0',
    description:
      'Redis for the bell, live text and shared state of several servers on one PostgreSQL. Unset: PostgreSQL does it.',
    group: 'persistence',
    secret: true,
  }),
  dbStatementTimeoutSeconds: variable({
    name: 'ARAGORA_DB_STATEMENT_TIMEOUT',
    type: wholeNumber(1, 600, 'seconds'),
    default: '30',
    description: 'Seconds that a statement of the server may take on PostgreSQL before it is given up.',
    group: 'persistence',
  }),
  ...accessVariables,
  ...peerVariables,
  ...oauthVariables,
  ...modelVariables,
  ...limitVariables,
  eventBufferSize: variable({
    name: 'ARAGORA_EVENT_BUFFER_SIZE',
    type: wholeNumber(10, 100_000, 'events'),
    default: '1000',
    description: 'Most events that one read from the event log brings to a follower.',
    group: 'tuning',
  }),
  leaseSeconds: variable({
    name: 'ARAGORA_LEASE_SECONDS',
    type: wholeNumber(5, 300, 'seconds'),
    default: '15',
    description: 'Seconds after which another process takes over a debate whose process went silent.',
    group: 'tuning',
  }),
  maxConcurrentDebates: variable({
    name: 'ARAGORA_MAX_CONCURRENT_DEBATES',
    type: wholeNumber(1, 100, 'debates'),
    default: '10',
    description: 'Most debates that one process runs at the same time; further ones wait.',
    group: 'tuning',
  }),
  drainSeconds: variable({
    name: 'ARAGORA_DRAIN_SECONDS',
    type: wholeNumber(0, 600, 'seconds'),
    default: '10',
    description: 'Seconds that a stopping server gives its running debates to reach a step boundary.',
    group: 'tuning',
  }),
} as const satisfies Record<string, Variable>;

export const allVariables: readonly Variable[] = Object.values(variables);

/** The spelling of every variable that this version reads. */
export type VariableName = (typeof variables)[keyof typeof variables]['name'];
