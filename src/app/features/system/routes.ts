import { z } from 'zod';
import { may } from '../../../domain/access/actor.ts';
import type { System } from '../../../domain/system/system.ts';
import { callRoute, type Route } from '../../../infra/http/rest/route.ts';
import type { Metrics } from '../../../infra/metrics/metrics.ts';

/** Probes and scrapers may add what they like to the address. */
const anyQuery = z.looseObject({});
const withoutPoints = { method: 'GET', permission: 'public', points: 0 } as const;

/** Health, readiness and metrics, for operators and their machines. They cost nothing, so they work under any load. */
export function systemRoutes(system: System, metrics: Pick<Metrics, 'registry' | 'text'>): readonly Route[] {
  return [
    callRoute({
      ...withoutPoints,
      path: '/livez',
      summary: 'Whether the process lives.',
      query: anyQuery,
      call: () => ({ body: 'ok\n' }),
    }),
    callRoute({
      ...withoutPoints,
      path: '/readyz',
      summary: 'Whether the server takes work: 503 while it drains or a part it needs is away.',
      query: anyQuery,
      call: () => readiness(system),
    }),
    callRoute({
      ...withoutPoints,
      path: '/api/health',
      summary: 'Status, version and uptime; with `detail` the parts too, for callers with `system.read`.',
      query: z.looseObject({ detail: z.string().optional() }),
      call: async ({ query: { detail }, actor }) => {
        // What exactly is wrong is not for strangers.
        const { status, brief, full } = await healthBodies(system);
        return { status, body: detail === undefined || !may(actor, 'system.read') ? brief : full };
      },
    }),
    ...['/metrics', '/api/metrics'].map((path) =>
      callRoute({
        ...withoutPoints,
        path,
        summary: 'Prometheus metrics, of all workers where there are several.',
        query: anyQuery,
        call: async () => ({ headers: { 'content-type': metrics.registry.contentType }, body: await metrics.text() }),
      }),
    ),
  ];
}

async function readiness(system: System) {
  if (system.isDraining) return { status: 503, body: 'draining\n' };
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
