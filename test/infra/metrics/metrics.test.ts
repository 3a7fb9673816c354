import { globSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { signalRowsOf } from '../../../src/app/compose-server.ts';
import { loadFeatures } from '../../../src/app/features/features.ts';
import type { BreakerState } from '../../../src/domain/shared/breaker.ts';
import { AgentFailure } from '../../../src/domain/shared/call.ts';
import { breakerGauge } from '../../../src/infra/agents/signals.ts';
import { runningGauge } from '../../../src/infra/debates/signals.ts';
import { Metrics } from '../../../src/infra/metrics/metrics.ts';
import { lagGauge } from '../../../src/infra/system/signals.ts';

const rows = signalRowsOf(await loadFeatures());
let breakers: { agentId: string; state: BreakerState }[];
let metrics: Metrics;
let lags: () => Promise<{ reactor: string; seconds: number }[]>;

beforeEach(() => {
  breakers = [];
  lags = async () => [{ reactor: 'usage', seconds: 1.5 }];
  metrics = metricsOf(
    () => 0,
    async () => breakers,
    () => lags(),
  );
});

/** The metrics of all features, with these readings. */
function metricsOf(
  running: () => number,
  readBreakers: Parameters<typeof breakerGauge>[0],
  readLags: Parameters<typeof lagGauge>[0],
): Metrics {
  const made = new Metrics(rows);
  made.addGauges([runningGauge(running), breakerGauge(readBreakers), lagGauge(readLags)]);
  return made;
}

/** The lines of one metric in the text format of Prometheus. */
async function linesOf(name: string): Promise<readonly string[]> {
  const text = await metrics.registry.metrics();
  return text.split('\n').filter((line) => line.startsWith(`${name}{`));
}

function attempted(detail: { costUsd: number | null; inputTokens?: number; outputTokens?: number }): void {
  const call = { agent: 'openai-api', provider: 'openai', model: 'gpt', failure: null, durationMs: 10 };
  metrics.signal('modelAttempted', { ...call, inputTokens: 100, outputTokens: 7, ...detail });
}

describe('the metrics of agents', () => {
  it('show the breakers as the alerts of operators expect: 0 closed, 1 half-open, 2 open', async () => {
    breakers = [
      { agentId: 'openai-api', state: 'OPEN' },
      { agentId: 'grok', state: 'HALF_OPEN' },
      { agentId: 'gemini', state: 'CLOSED' },
    ];
    expect(await linesOf('aragora_circuit_breaker_state')).toEqual([
      'aragora_circuit_breaker_state{agent="openai-api"} 2',
      'aragora_circuit_breaker_state{agent="grok"} 1',
      'aragora_circuit_breaker_state{agent="gemini"} 0',
    ]);
  });

  it('show a breaker that another node closed as closed, and no breaker that was removed', async () => {
    breakers = [{ agentId: 'openai-api', state: 'OPEN' }];
    await linesOf('aragora_circuit_breaker_state');
    breakers = [{ agentId: 'openai-api', state: 'CLOSED' }];
    expect(await linesOf('aragora_circuit_breaker_state')).toEqual([
      'aragora_circuit_breaker_state{agent="openai-api"} 0',
    ]);
    breakers = [];
    expect(await linesOf('aragora_circuit_breaker_state')).toEqual([]);
  });

  it('are shown without the breakers while their state is unknown', async () => {
    const blind = metricsOf(
      () => 1,
      () => Promise.reject(new Error('The database is away.')),
      () => Promise.reject(new Error('The database is away.')),
    );
    const text = await blind.registry.metrics();
    expect(text).toMatch(/^aragora_active_debates 1$/m);
    expect(text).not.toMatch(/^aragora_circuit_breaker_state\{/m);
  });

  it('count tokens by direction, and the known part of the cost', async () => {
    attempted({ costUsd: 0.25 });
    attempted({ costUsd: null });
    attempted({ costUsd: 0.5, inputTokens: 0, outputTokens: 3 });
    expect(await linesOf('aragora_tokens_used_total')).toEqual([
      'aragora_tokens_used_total{agent="openai-api",direction="input"} 200',
      'aragora_tokens_used_total{agent="openai-api",direction="output"} 17',
    ]);
    expect(await linesOf('aragora_agent_cost_usd_total')).toEqual([
      'aragora_agent_cost_usd_total{agent="openai-api"} 0.75',
    ]);
  });

  it('leave out numbers that cannot be meant', async () => {
    for (const inputTokens of [-5, Number.NaN, Number.POSITIVE_INFINITY]) attempted({ costUsd: -1, inputTokens });
    attempted({ costUsd: 0.5, inputTokens: 3 });
    expect(await linesOf('aragora_tokens_used_total')).toContain(
      'aragora_tokens_used_total{agent="openai-api",direction="input"} 3',
    );
    expect(await linesOf('aragora_agent_cost_usd_total')).toEqual([
      'aragora_agent_cost_usd_total{agent="openai-api"} 0.5',
    ]);
  });

  it('show the time of turns that failed too', async () => {
    const turn = { debateId: 'dbt_1', agentId: 'openai-api', participantId: 'ann', kind: 'VOTE' };
    metrics.signal('turnFailed', { ...turn, durationMs: 120_000, error: new AgentFailure('TIMEOUT', 'No.') });
    const buckets = await linesOf('aragora_agent_response_seconds_bucket');
    expect(buckets).toContain('aragora_agent_response_seconds_bucket{le="60",agent="openai-api"} 0');
    expect(buckets).toContain('aragora_agent_response_seconds_bucket{le="120",agent="openai-api"} 1');
  });

  it('show no cost when it is unknown', async () => {
    attempted({ costUsd: null });
    expect(await linesOf('aragora_agent_cost_usd_total')).toEqual([]);
  });

  it('count failed turns by failure code', async () => {
    const turn = { debateId: 'dbt_1', agentId: 'openai-api', participantId: 'ann', kind: 'VOTE' };
    const call = { requestedModel: 'openai:gpt', servedModel: null, attempts: [] };
    metrics.signal('turnFailed', { ...turn, durationMs: 1, error: new AgentFailure('AUTH', 'No.', call) });
    metrics.signal('turnFailed', { ...turn, durationMs: 1, error: new Error('A defect.') });
    expect(await linesOf('aragora_agent_failures_total')).toEqual([
      'aragora_agent_failures_total{agent="openai-api",code="AUTH"} 1',
      'aragora_agent_failures_total{agent="openai-api",code="OTHER"} 1',
    ]);
  });

  it('count fallbacks by both agents and the reason', async () => {
    metrics.signal('fallbackUsed', { from: 'openai-api', to: 'grok', code: 'RATE_LIMIT' });
    expect(await linesOf('aragora_fallback_activations_total')).toEqual([
      'aragora_fallback_activations_total{from="openai-api",to="grok",code="RATE_LIMIT"} 1',
    ]);
  });
});

describe('the metrics of reactors', () => {
  it('show how far behind each reactor is, and how often it failed', async () => {
    const event = { workspaceId: 'wsp_1', stream: 'dbt_1', seq: 1, kind: 'debate.started' };
    metrics.signal('reactorFailed', { reactor: 'usage', ...event, error: new Error('no') });
    expect(await linesOf('aragora_reactor_lag_seconds')).toEqual(['aragora_reactor_lag_seconds{reactor="usage"} 1.5']);
    expect(await linesOf('aragora_reactor_failures_total')).toEqual([
      'aragora_reactor_failures_total{reactor="usage"} 1',
    ]);
  });

  it('are left out while they are unknown, and the other metrics are shown', async () => {
    lags = () => Promise.reject(new Error('no database'));
    expect(await linesOf('aragora_reactor_lag_seconds')).toEqual([]);
    expect(await metrics.registry.metrics()).toContain('aragora_active_debates 0');
  });
});

describe('the metrics of encryption', () => {
  it('count every operation by its table, and failures by their kind', async () => {
    const detail = { operation: 'decrypt', store: 'integrations' } as const;
    const place = { column: 'token', row: 'int_1', workspaceId: 'wsp_1' };
    metrics.signal('encryptionUsed', { ...detail, durationMs: 0.02 });
    metrics.signal('encryptionUsed', { ...detail, operation: 'encrypt', durationMs: 0.02 });
    metrics.signal('encryptionFailed', { ...detail, ...place, failure: 'KEY_NOT_FOUND', error: new Error('no') });
    expect(await linesOf('aragora_encryption_operations_total')).toEqual([
      'aragora_encryption_operations_total{operation="decrypt",store="integrations"} 1',
      'aragora_encryption_operations_total{operation="encrypt",store="integrations"} 1',
    ]);
    const failed = (await linesOf('aragora_encryption_errors_total')).filter((line) => !line.endsWith(' 0'));
    expect(failed).toEqual(['aragora_encryption_errors_total{operation="decrypt",error_type="key_not_found"} 1']);
    expect(await linesOf('aragora_encryption_operation_latency_seconds_bucket')).toContain(
      'aragora_encryption_operation_latency_seconds_bucket{le="0.00005",operation="decrypt"} 1',
    );
  });
});

describe('the signals of the domain', () => {
  const declared = globSync('src/domain/*/signals.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^ {4}(\w+): \{/gm)].map(([, name]) => name),
  );

  it('each have a row that says how they are logged and counted', () => {
    expect(declared).toContain('debateCreated');
    expect(declared.toSorted()).toEqual(Object.keys(rows).sort());
  });
});

describe('the metrics of a server that has just started', () => {
  const agents = { labels: { agent: ['openai-api'], reactor: ['usage'], store: ['second_factors'] }, sets: {} };

  it.each([
    'aragora_encryption_errors_total{operation="decrypt",error_type="not_authentic"}',
    'aragora_encryption_errors_total{operation="encrypt",error_type="other"}',
    'aragora_encryption_operations_total{operation="encrypt",store="second_factors"}',
    'aragora_agent_failures_total{agent="openai-api",code="TIMEOUT"}',
    'aragora_agent_failures_total{agent="openai-api",code="OTHER"}',
    'aragora_tokens_used_total{agent="openai-api",direction="output"}',
    'aragora_agent_cost_usd_total{agent="openai-api"}',
    'aragora_agent_response_seconds_count{agent="openai-api"}',
    'aragora_debate_duration_seconds_count{outcome="ABORTED"}',
    'aragora_reactor_failures_total{reactor="usage"}',
    'aragora_rbac_permission_checks_total{permission="debates.create",result="denied"}',
    'aragora_rate_limit_hits_total{kind="address"}',
    'aragora_service_headers_ignored_total{reason="wrong_token"}',
    'aragora_auth_failures_total',
  ])('begin with %s 0, so that an alert sees the first event', async (series) => {
    metrics.startAtZero(agents);
    expect((await metrics.registry.metrics()).split('\n')).toContain(`${series} 0`);
  });

  it('keep what was counted when more labels become known', async () => {
    metrics.signal('reactorFailed', {
      reactor: 'usage',
      workspaceId: null,
      stream: null,
      seq: null,
      kind: null,
      error: 1,
    });
    metrics.startAtZero(agents);
    expect(await linesOf('aragora_reactor_failures_total')).toEqual([
      'aragora_reactor_failures_total{reactor="usage"} 1',
    ]);
  });
});

describe('a reading that does not come', () => {
  it('is left out, is named, and is not asked again before it has ended', async () => {
    let asked = 0;
    const silent = Promise.withResolvers<never>();
    lags = () => {
      asked++;
      return silent.promise;
    };
    breakers = [{ agentId: 'openai-api', state: 'OPEN' }];
    for (let scrape = 0; scrape < 3; scrape++) {
      const text = await metrics.registry.metrics();
      expect(text).toContain('aragora_circuit_breaker_state{agent="openai-api"} 2');
      expect(text).not.toContain('aragora_reactor_lag_seconds{');
      expect(text).toContain('aragora_metric_unavailable{metric="aragora_reactor_lag_seconds"} 1');
      expect(text).toContain('aragora_metric_unavailable{metric="aragora_circuit_breaker_state"} 0');
    }
    expect(asked).toBe(1);
    lags = async () => [{ reactor: 'usage', seconds: 2 }];
    silent.reject(new Error('late'));
    await expect.poll(() => metrics.registry.metrics()).toContain('aragora_reactor_lag_seconds{reactor="usage"} 2');
    expect(await metrics.registry.metrics()).toContain('{metric="aragora_reactor_lag_seconds"} 0');
  });
});
