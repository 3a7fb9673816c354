import type { RestPorts } from '../../../../../src/infra/http/rest/serve-routes.ts';
import { memoryCounter } from '../../../../../src/infra/rate-limits/memory.ts';
import { RateLimits } from '../../../../../src/infra/rate-limits/rate-limits.ts';

/** The ports that REST rows need to call a front door. No GraphQL runs, and no rate is limited. */
export function callPorts(): RestPorts {
  const rateLimits = new RateLimits(undefined, (_kind, points) => memoryCounter(points));
  const api = { maxAnswerBytes: 1_000_000 } as Partial<RestPorts['api']> as RestPorts['api'];
  return { rateLimits, api } as Partial<RestPorts> as RestPorts;
}
