import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AgentFailure } from '../../domain/shared/call.ts';
import type { BreakerState } from '../../domain/shared/circuit-breaker.ts';
import type { Signals } from '../../domain/shared/signals.ts';

/** prom-client's gauges whose names end like counters, which Prometheus' own checks refuse. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];
const SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
/** Of what needs neither network nor disk. */
const SHORT_SECONDS = [0.000_01, 0.000_05, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1];

/** The alerts of the operators count on 2 being open. */
const BREAKER_VALUES: Readonly<Record<BreakerState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

/** The breakers of the agents, as they stand for all nodes. */
export type ReadBreakers = () => Promise<readonly { readonly agentId: string; readonly state: BreakerState }[]>;

/** How far behind the log each reactor is, on all nodes together. */
export type ReadLags = () => Promise<readonly { readonly reactor: string; readonly seconds: number }[]>;

/** The metrics of this process, under the names the operators know. */
export class Metrics {
  readonly registry = new Registry();
  /** All of them in the format of Prometheus; a worker answers the sum of all workers instead. */
  text: () => Promise<string> = () => this.registry.metrics();
  /** How many sockets are open at the moment. */
  openSockets = 0;
  private readonly socketsOpen = this.gauge('aragora_ws_connections_active', 'Active WebSocket connections.');
  private readonly debates = this.counter('aragora_debates_total', 'Debates started.');
  private readonly completed = this.counter('aragora_debates_completed', 'Debates that ended with a verdict.');
  private readonly failed = this.counter('aragora_debates_failed', 'Debates that could not go on.');
  private readonly cancelled = this.counter('aragora_debates_cancelled', 'Debates that were cancelled.');
  private readonly resumed = this.counter('aragora_debates_resumed_total', 'Interrupted debates taken up again.');
  private readonly cutOff = this.counter(
    'aragora_calls_cut_off_total',
    'Calls of language models, at most, that were in flight when the process that ran their debate was lost.',
  );
  private readonly agentFailures = this.counter('aragora_agent_failures_total', 'Turns that agents failed to take.', [
    'agent',
    'code',
  ]);
  private readonly tokens = this.counter('aragora_tokens_used_total', 'Tokens of language models, input and output.', [
    'agent',
    'direction',
  ]);
  private readonly agentCost = this.counter(
    'aragora_agent_cost_usd_total',
    'US dollars that calls of language models cost, as far as their prices are known.',
    ['agent'],
  );
  private readonly fallbacks = this.counter(
    'aragora_fallback_activations_total',
    'Answers that another model was asked for in place of the one that was wanted.',
    ['from', 'to', 'code'],
  );
  private readonly reactorFailures = this.counter(
    'aragora_reactor_failures_total',
    'Times that a reactor could not take an event of the log.',
    ['reactor'],
  );
  private readonly debateSeconds = this.histogram('aragora_debate_duration_seconds', 'Duration of debates.', [
    'outcome',
  ]);
  private readonly agentSeconds = this.histogram('aragora_agent_response_seconds', 'Agent response latency.', [
    'agent',
  ]);
  private readonly httpSeconds = this.histogram('aragora_http_request_duration_seconds', 'Duration of HTTP requests.', [
    'method',
    'route',
    'status',
  ]);
  private readonly encryptions = this.counter(
    'aragora_encryption_operations_total',
    'Fields that were encrypted or decrypted, or could not be.',
    ['operation', 'store'],
  );
  private readonly encryptionErrors = this.counter(
    'aragora_encryption_errors_total',
    'Fields that could not be encrypted or decrypted.',
    ['operation', 'error_type'],
  );
  private readonly encryptionSeconds = this.histogram(
    'aragora_encryption_operation_latency_seconds',
    'Duration of the encryption or decryption of a field.',
    ['operation'],
    SHORT_SECONDS,
  );

  private readonly authFailures = this.counter(
    'aragora_auth_failures_total',
    'Credentials that were shown and were good for nothing.',
  );
  private readonly rateLimitHits = this.counter(
    'aragora_rate_limit_hits_total',
    'Requests and operations that were refused because their caller had done too much.',
    ['kind'],
  );
  private readonly ignoredServiceHeaders = this.counter(
    'aragora_service_headers_ignored_total',
    'Requests and sockets whose headers named a user for whom a service acts, and were not believed.',
    ['reason'],
  );
  private readonly impersonations = this.counter(
    'aragora_admin_impersonate_total',
    'Times that an administrator began to act as a user.',
  );
  private readonly permissionChecks = this.counter('aragora_rbac_permission_checks_total', 'Permission checks.', [
    'permission',
    'result',
  ]);
  private readonly permissionDenied = this.counter('aragora_rbac_permission_denied_total', 'Permission denials.', [
    'permission',
    'handler',
  ]);
  private readonly permissionSeconds = new Histogram({
    name: 'aragora_rbac_check_latency_seconds',
    help: 'Permission check latency.',
    buckets: [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1],
    registers: [this.registry],
  });

  /** What each signal does to the metrics. */
  private readonly table: { readonly [K in keyof Signals]?: (detail: Signals[K]) => void } = {
    debateStarted: () => this.debates.inc(),
    debateResumed: ({ cutOff }) => {
      this.resumed.inc();
      this.cutOff.inc(cutOff);
    },
    debateEnded: ({ status, outcome, durationMs }) => {
      const ended = { COMPLETED: this.completed, FAILED: this.failed, CANCELLED: this.cancelled }[status];
      ended?.inc();
      this.debateSeconds.observe({ outcome }, durationMs / 1000);
    },
    agentAnswered: ({ agentId, durationMs }) => this.agentSeconds.observe({ agent: agentId }, durationMs / 1000),
    agentFailed: ({ agentId, error }) => {
      this.agentFailures.inc({ agent: agentId, code: error instanceof AgentFailure ? error.code : 'OTHER' });
    },
    modelAttempted: ({ agent, inputTokens, outputTokens, costUsd }) => {
      this.tokens.inc({ agent, direction: 'input' }, inputTokens);
      this.tokens.inc({ agent, direction: 'output' }, outputTokens);
      if (costUsd !== null) this.agentCost.inc({ agent }, costUsd);
    },
    authenticationFailed: () => this.authFailures.inc(),
    signInFailed: () => this.authFailures.inc(),
    impersonationStarted: () => this.impersonations.inc(),
    permissionChecked: ({ permission, handler, isAllowed, durationMs }) => {
      this.permissionChecks.inc({ permission, result: isAllowed ? 'allowed' : 'denied' });
      if (!isAllowed) this.permissionDenied.inc({ permission, handler });
      this.permissionSeconds.observe(durationMs / 1000);
    },
    fallbackUsed: (labels) => this.fallbacks.inc(labels),
    reactorFailed: ({ reactor }) => this.reactorFailures.inc({ reactor }),
    encryptionUsed: ({ operation, store, durationMs }) => {
      this.encryptions.inc({ operation, store });
      this.encryptionSeconds.observe({ operation }, durationMs / 1000);
    },
    encryptionFailed: ({ operation, failure }) => {
      this.encryptionErrors.inc({ operation, error_type: failure.toLowerCase() });
    },
  };

  constructor(running: () => number, readBreakers: ReadBreakers = async () => [], readLags: ReadLags = async () => []) {
    new Gauge({
      name: 'aragora_active_debates',
      help: 'Debates this process runs.',
      registers: [this.registry],
      collect() {
        this.set(running());
      },
    });
    // Read whenever it is asked for: what another node learns counts here too, and time alone changes a state.
    new Gauge({
      name: 'aragora_circuit_breaker_state',
      help: 'Circuit breakers of agents, the same on all nodes: 0 closed, 1 half-open, 2 open.',
      labelNames: ['agent'],
      registers: [this.registry],
      aggregator: 'max',
      async collect() {
        this.reset();
        // Without a database nobody knows, and the other metrics are wanted all the more.
        const breakers = await readBreakers().catch(() => []);
        for (const { agentId, state } of breakers) this.set({ agent: agentId }, BREAKER_VALUES[state]);
      },
    });
    new Gauge({
      name: 'aragora_reactor_lag_seconds',
      help: 'Age of the oldest event of the log that a reactor has not taken, the same on all nodes; 0 without one.',
      labelNames: ['reactor'],
      registers: [this.registry],
      aggregator: 'max',
      async collect() {
        this.reset();
        for (const { reactor, seconds } of await readLags().catch(() => [])) this.set({ reactor }, seconds);
      },
    });
  }

  /** Has the process itself measured from now on, once. It takes a while, so it is begun when the server listens. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
  }

  signal<K extends keyof Signals>(name: K, detail: Signals[K]): void {
    this.table[name]?.(detail);
  }

  socketOpened(): void {
    this.socketsOpen.set(++this.openSockets);
  }

  socketClosed(): void {
    this.socketsOpen.set(--this.openSockets);
  }

  serviceHeadersIgnored(reason: string): void {
    this.ignoredServiceHeaders.inc({ reason });
  }

  rateLimitHit(kind: string): void {
    this.rateLimitHits.inc({ kind });
  }

  httpAnswered(labels: { method: string; route: string; status: number }, durationMs: number): void {
    this.httpSeconds.observe(labels, durationMs / 1000);
  }

  private counter<T extends string>(name: string, help: string, labelNames: T[] = []): Counter<T> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }

  private histogram<T extends string>(name: string, help: string, labelNames: T[], buckets = SECONDS): Histogram<T> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }
}
