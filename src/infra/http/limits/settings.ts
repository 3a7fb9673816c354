import { type Settings, setting } from '../../config/setting.ts';
import { oneOf, wholeNumber } from '../../config/value-types.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const MAX_POINTS = 1_000_000_000;

function pointsAMinute<const Name extends string, const Default extends string>(
  name: Name,
  points: Default,
  description: string,
) {
  return setting({ name, type: wholeNumber(1, MAX_POINTS, 'points'), default: points, description, group: 'limits' });
}

/** How much one caller may ask for. */
export const LIMIT_SETTINGS = {
  wsMaxMessageBytes: setting({
    name: 'ARAGORA_WS_MAX_MESSAGE_SIZE',
    type: wholeNumber(KIB, 10 * MIB, 'bytes'),
    default: '65536',
    description: 'Longest WebSocket message, in bytes, that a client may send.',
    group: 'limits',
  }),
  maxBodyBytes: setting({
    name: 'ARAGORA_MAX_BODY_SIZE',
    type: wholeNumber(KIB, 100 * MIB, 'bytes'),
    default: '1048576',
    description: 'Longest HTTP request body, in bytes.',
    group: 'limits',
  }),
  queryTimeoutSeconds: setting({
    name: 'ARAGORA_QUERY_TIMEOUT',
    type: wholeNumber(1, 600, 'seconds'),
    default: '10',
    description: 'Most seconds until a query, the start of a subscription or a GET request is answered.',
    group: 'limits',
  }),
  mutationTimeoutSeconds: setting({
    name: 'ARAGORA_MUTATION_TIMEOUT',
    type: wholeNumber(1, 600, 'seconds'),
    default: '30',
    description: 'Most seconds until a mutation, or another request with an effect, is answered.',
    group: 'limits',
  }),
  maxAnswerBytes: setting({
    name: 'ARAGORA_MAX_ANSWER_SIZE',
    type: wholeNumber(16 * KIB, 100 * MIB, 'bytes'),
    default: '10485760',
    description: 'Longest answer in JSON, in bytes, on every transport; streamed files have no limit.',
    group: 'limits',
  }),
  maxQueryCost: setting({
    name: 'ARAGORA_MAX_QUERY_COST',
    type: wholeNumber(100, MAX_POINTS, 'points'),
    default: '5000',
    description: 'Most points that one GraphQL operation may cost: about one for each object it may answer.',
    group: 'limits',
  }),
  trustedDocuments: setting({
    name: 'ARAGORA_TRUSTED_DOCUMENTS',
    type: oneOf('off', 'log', 'enforce'),
    default: 'off',
    description:
      'GraphQL documents that are not in `schema/operations` are run (`off`), run and logged (`log`), or refused (`enforce`).',
    group: 'limits',
  }),
  rateLimits: setting({
    name: 'ARAGORA_RATE_LIMITS',
    type: oneOf('on', 'off'),
    default: 'on',
    description: 'Whether callers are limited in what they do in a minute.',
    group: 'limits',
  }),
  rateLimitAddress: pointsAMinute(
    'ARAGORA_RATE_LIMIT_ADDRESS',
    '6000',
    'Requests, and operations on sockets, of one address in a minute, with any credential.',
  ),
  rateLimitPublic: pointsAMinute(
    'ARAGORA_RATE_LIMIT_PUBLIC',
    '600',
    'Points in a minute of callers that have not signed in, by address; a sign-in costs some ten.',
  ),
  rateLimitUser: pointsAMinute(
    'ARAGORA_RATE_LIMIT_USER',
    '12000',
    'Points in a minute of one user, with all its sessions and keys.',
  ),
  rateLimitKey: pointsAMinute('ARAGORA_RATE_LIMIT_KEY', '6000', 'Points in a minute of one API key.'),
  rateLimitAdmin: pointsAMinute(
    'ARAGORA_RATE_LIMIT_ADMIN',
    '60000',
    'Points in a minute of one owner or administrator, and of the API token.',
  ),
  maxSocketsPerAddress: setting({
    name: 'ARAGORA_MAX_SOCKETS_PER_ADDRESS',
    type: wholeNumber(1, 1_000_000, 'connections'),
    default: '1000',
    description:
      'Most WebSockets and event streams that one address holds open at one process; at several workers or nodes it holds as many at each.',
    group: 'limits',
  }),
  slowReaderSeconds: setting({
    name: 'ARAGORA_SLOW_READER_SECONDS',
    type: wholeNumber(1, 300, 'seconds'),
    default: '20',
    description: 'Seconds that a subscriber may take to read what it was sent; then its connection is closed.',
    group: 'limits',
  }),
} as const satisfies Settings;
