import { type Settings, setting } from '../config/setting.ts';
import { amountOfMoney, wholeNumber } from '../config/value-types.ts';

/** Settings and limits of running debates. */
export const DEBATE_SETTINGS = {
  maxCostUsd: setting({
    name: 'ARAGORA_MAX_COST_USD',
    type: amountOfMoney(0.001, 100),
    default: '1',
    description: 'Maximum cost of a debate in US dollars, unless it is started with its own limit.',
    group: 'models',
  }),
  maxTokens: setting({
    name: 'ARAGORA_MAX_TOKENS',
    type: wholeNumber(1_000, 100_000_000, 'tokens'),
    default: '500000',
    description: 'Maximum number of tokens of a debate, unless it is started with its own limit.',
    group: 'models',
  }),
  maxDebatesPerWorkspace: setting({
    name: 'ARAGORA_MAX_DEBATES_PER_WORKSPACE',
    type: wholeNumber(1, 10_000, 'debates'),
    default: '20',
    description: 'Maximum number of debates of one workspace that run or wait at the same time.',
    group: 'models',
  }),
  eventBufferSize: setting({
    name: 'ARAGORA_EVENT_BUFFER_SIZE',
    type: wholeNumber(10, 100_000, 'events'),
    default: '1000',
    description: 'Maximum number of events in one read of a follower from the event log.',
    group: 'tuning',
  }),
  leaseSeconds: setting({
    name: 'ARAGORA_LEASE_SECONDS',
    type: wholeNumber(5, 300, 'seconds'),
    default: '15',
    description: 'Seconds after which another process takes over a debate whose process does not renew its lease.',
    group: 'tuning',
  }),
  maxConcurrentDebates: setting({
    name: 'ARAGORA_MAX_CONCURRENT_DEBATES',
    type: wholeNumber(1, 100, 'debates'),
    default: '10',
    description: 'Maximum number of debates that one process runs at the same time. Further debates wait.',
    group: 'tuning',
  }),
} as const satisfies Settings;
