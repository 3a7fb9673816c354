import { type Settings, setting } from '../config/setting.ts';
import { amountOfMoney, wholeNumber } from '../config/value-types.ts';

/** How debates are run, and how much one may take. */
export const DEBATE_SETTINGS = {
  maxCostUsd: setting({
    name: 'ARAGORA_MAX_COST_USD',
    type: amountOfMoney(0.001, 100),
    default: '1',
    description: 'Most US dollars that a debate may cost, unless it is started with a limit of its own.',
    group: 'models',
  }),
  maxTokens: setting({
    name: 'ARAGORA_MAX_TOKENS',
    type: wholeNumber(1_000, 100_000_000, 'tokens'),
    default: '500000',
    description: 'Most tokens that a debate may use, unless it is started with a limit of its own.',
    group: 'models',
  }),
  maxDebatesPerWorkspace: setting({
    name: 'ARAGORA_MAX_DEBATES_PER_WORKSPACE',
    type: wholeNumber(1, 10_000, 'debates'),
    default: '20',
    description: 'Most debates of one workspace that run or wait at the same time.',
    group: 'models',
  }),
  eventBufferSize: setting({
    name: 'ARAGORA_EVENT_BUFFER_SIZE',
    type: wholeNumber(10, 100_000, 'events'),
    default: '1000',
    description: 'Most events that one read from the event log brings to a follower.',
    group: 'tuning',
  }),
  leaseSeconds: setting({
    name: 'ARAGORA_LEASE_SECONDS',
    type: wholeNumber(5, 300, 'seconds'),
    default: '15',
    description: 'Seconds after which another process takes over a debate whose process went silent.',
    group: 'tuning',
  }),
  maxConcurrentDebates: setting({
    name: 'ARAGORA_MAX_CONCURRENT_DEBATES',
    type: wholeNumber(1, 100, 'debates'),
    default: '10',
    description: 'Most debates that one process runs at the same time; further ones wait.',
    group: 'tuning',
  }),
} as const satisfies Settings;
