import { beforeEach, describe, expect, it } from 'vitest';
import type { BreakerState } from '../../../src/domain/shared/breaker.ts';
import { breakerGauge } from '../../../src/infra/agents/signals.ts';
import { DEBATE_SIGNALS, runningGauge } from '../../../src/infra/debates/signals.ts';
import { Metrics } from '../../../src/infra/metrics/metrics.ts';
import { MetricsSum, type MetricValues } from '../../../src/infra/metrics/sum.ts';

const STARTED = { debateId: 'dbt_1', workspaceId: 'wsp_1' };
const ANSWERED = { debateId: 'dbt_1', agentId: 'a', participantId: 'ann', kind: 'VOTE', durationMs: 20 };

let sum: MetricsSum;
beforeEach(() => {
  sum = new MetricsSum();
});

/** The metrics of a process that has started this many debates, all still running, and knows one breaker. */
function aProcess(debates: number, state: BreakerState = 'OPEN'): Metrics {
  const metrics = new Metrics(DEBATE_SIGNALS);
  metrics.addGauges([runningGauge(() => debates), breakerGauge(async () => [{ agentId: 'gpt', state }])]);
  for (let nth = 0; nth < debates; nth++) {
    metrics.signal('debateCreated', STARTED);
    metrics.signal('agentAnswered', ANSWERED);
    metrics.socketOpened();
  }
  return metrics;
}

async function keep(process: number, metrics: Metrics): Promise<void> {
  // The values come as JSON through a channel between processes.
  sum.keep(process, JSON.parse(JSON.stringify(await metrics.registry.getMetricsAsJSON())) as MetricValues);
}

async function shownAs(name: string): Promise<number> {
  const line = (await sum.text())
    .split('\n')
    .find((text) => text.startsWith(`${name} `) || text.startsWith(`${name}{`));
  return Number(line?.split(' ').at(-1));
}

describe('the metrics of several processes', () => {
  it('add up the counters and the current values of each', async () => {
    await keep(1, aProcess(2));
    await keep(2, aProcess(3));
    expect(await shownAs('aragora_debates_total')).toBe(5);
    expect(await shownAs('aragora_active_debates')).toBe(5);
    expect(await shownAs('aragora_ws_connections_active')).toBe(5);
    expect(await shownAs('aragora_agent_response_seconds_count')).toBe(5);
    expect(await shownAs('aragora_agent_response_seconds_bucket{le="0.05",agent="a"}')).toBe(5);
  });

  it('show the worst known state of a breaker, which all processes share', async () => {
    await keep(1, aProcess(0, 'OPEN'));
    await keep(2, aProcess(0, 'OPEN'));
    expect(await shownAs('aragora_circuit_breaker_state')).toBe(2);
    await keep(1, aProcess(0, 'CLOSED'));
    await keep(2, aProcess(0, 'HALF_OPEN'));
    expect(await shownAs('aragora_circuit_breaker_state')).toBe(1);
  });

  it('keep the counters of processes that have ended, and drop their current values', async () => {
    await keep(1, aProcess(2));
    await keep(2, aProcess(3));
    await sum.end(2);
    await sum.end(1);
    await keep(3, aProcess(1));
    expect(await shownAs('aragora_debates_total')).toBe(6);
    expect(await shownAs('aragora_agent_response_seconds_count')).toBe(6);
    expect(await shownAs('aragora_active_debates')).toBe(1);
    expect(await shownAs('aragora_ws_connections_active')).toBe(1);
  });

  it('use the latest values of each process', async () => {
    await keep(1, aProcess(2));
    await keep(1, aProcess(4));
    expect(await shownAs('aragora_debates_total')).toBe(4);
  });
});
