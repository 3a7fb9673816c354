import type { FastifyInstance } from 'fastify';
import { may } from '../../../domain/access/actor.ts';
import type { System } from '../../../domain/system/system.ts';
import type { Metrics } from '../../metrics/metrics.ts';

/** What operators and their machines ask. */
export function serveHealth(http: FastifyInstance, system: System, metrics: Metrics): void {
  http.get('/livez', async () => 'ok\n');

  http.get('/readyz', async (_request, reply) => {
    if (system.isDraining) return reply.code(503).send('draining\n');
    const { status, checks } = await system.health();
    const lines = checks.map((check) => `${check.name}: ${check.message ?? 'ok'}\n`);
    return reply.code(status === 'UNHEALTHY' ? 503 : 200).send(lines.join(''));
  });

  http.get<{ Querystring: { detail?: string } }>('/api/health', async ({ query, caller }, reply) => {
    const { status, version, uptimeSeconds, checks } = await system.health();
    const body = { status: status.toLowerCase(), version, uptime: uptimeSeconds };
    const detail = checks.map((check) => ({ ...check, status: check.status.toLowerCase() }));
    reply.code(status === 'UNHEALTHY' ? 503 : 200);
    // What exactly is wrong is nothing for strangers.
    const isBrief = query.detail === undefined || !may(caller.actor, 'system.read');
    return isBrief ? body : { ...body, draining: system.isDraining, checks: detail };
  });

  for (const path of ['/metrics', '/api/metrics']) {
    http.get(path, async (_request, reply) => {
      reply.type(metrics.registry.contentType);
      return metrics.text();
    });
  }
}
