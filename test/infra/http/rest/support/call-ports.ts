import type { RestPorts } from '../../../../../src/infra/http/rest/serve-routes.ts';
import { memoryCounter } from '../../../../../src/infra/rate-limits/memory.ts';
import { RateLimits } from '../../../../../src/infra/rate-limits/rate-limits.ts';

/** What rows that call a front door need of the API: nothing is executed, nothing is limited. */
export function callPorts(): RestPorts {
  const rateLimits = new RateLimits(undefined, (_kind, points) => memoryCounter(points));
  return { rateLimits } as Partial<RestPorts> as RestPorts;
}
