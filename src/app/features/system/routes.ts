import { z } from 'zod';
import { may } from '../../../domain/access/actor.ts';
import type { System } from '../../../domain/system/system.ts';
import { callRoute, type Route } from '../../../infra/http/rest/route.ts';
import type { Metrics } from '../../../infra/metrics/metrics.ts';

/** Probes and scrapers may add any query parameters. */
const anyQuery = z.looseObject({});
const withoutPoints = { method: 'GET', permission: 'public', points: 0 } as const;

type MetricsText = Pick<Metrics, 'registry' | 'text'>;

/** Health, readiness and metrics for operators and monitoring. They cost no points, so they work under any load. */
export function systemRoutes(system: System, metrics: MetricsText): readonly Route[] {
  return [
    callRoute({
      ...withoutPoints,
      path: '/livez',
      summary: 'Whether the process is alive.',
      query: anyQuery,
      call: () => ({ body: 'ok\n' }),
    }),
    callRoute({
      ...withoutPoints,
      path: '/readyz',
      summary: 'Whether the server accepts work: 503 while it starts or drains, or a required part is unavailable.',
      query: anyQuery,
      call: () => readiness(system),
    }),
    healthRoute(system),
    ...['/metrics', '/api/metrics'].map((path) => metricsRoute(path, metrics)),
  ];
}

function healthRoute(system: System): Route {
  return callRoute({
    ...withoutPoints,
    path: '/api/health',
    summary: 'Status, version and uptime; with `detail` also the parts, for callers with `system.read`.',
    query: z.looseObject({ detail: z.string().optional() }),
    call: async ({ query: { detail }, actor }) => {
      // The cause of a failure is not public.
      const { status, brief, full } = await healthBodies(system);
      return { status, body: detail === undefined || !may(actor, 'system.read') ? brief : full };
    },
  });
}

function metricsRoute(path: string, metrics: MetricsText): Route {
  return callRoute({
    ...withoutPoints,
    path,
    summary: 'Prometheus metrics, summed over all workers.',
    query: anyQuery,
    call: async () => ({ headers: { 'content-type': metrics.registry.contentType }, body: await metrics.text() }),
  });
}

async function readiness(system: System) {
  if (system.isDraining) return { status: 503, body: 'draining\n' };
  if (!system.isReady) return { status: 503, body: 'starting\n' };
  const { status, checks } = await system.health();
  const lines = checks.map((check) => `${check.name}: ${check.message ?? 'ok'}\n`);
  return { status: status === 'UNHEALTHY' ? 503 : 200, body: lines.join('') };
}

async function healthBodies(system: System) {
  const { status, version, uptimeSeconds, checks } = await system.health();
  const brief = { status: status.toLowerCase(), version, uptime: uptimeSeconds };
  const parts = checks.map((check) => ({ ...check, status: check.status.toLowerCase() }));
  const full = { ...brief, draining: system.isDraining, checks: parts };
  return { status: status === 'UNHEALTHY' ? 503 : 200, brief, full };
}
