import { redisUrl } from '../config/network-types.ts';
import { type Settings, setting } from '../config/setting.ts';

/** Redis, shared by several servers on one PostgreSQL. */
export const REDIS_SETTINGS = {
  redisUrl: setting({
    name: 'ARAGORA_REDIS_URL',
    type: redisUrl(),
    default: undefined,
    example: 'redis://:password@localhost:6379/0',
    description:
      'Redis for notifications, live text and shared state of several servers on one PostgreSQL. Unset: PostgreSQL is used.',
    group: 'persistence',
    secret: true,
  }),
} as const satisfies Settings;
