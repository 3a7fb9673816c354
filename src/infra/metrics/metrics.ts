import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isPlausibleAmount } from '../../domain/shared/plausible.ts';
import type { Signals } from '../../domain/shared/signals.ts';
import { addEventLoopLag, EVENT_LOOP_LAG } from './event-loop-lag.ts';
import { GaugeReadings } from './gauge-readings.ts';
import { type KnownValues, knownLabels, NOTHING_KNOWN } from './known-labels.ts';
import { logLinesCounter } from './log-lines.ts';
import type { GaugeReading, Label, SignalMetric, SignalName, SignalRows } from './signal-row.ts';

/** Gauges of prom-client with names of counters, which the checks of Prometheus refuse. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];
/** The histogram of prom-client cannot be stopped, and its timer must not wake an idle process. */
const NEVER_MS = 24 * 3_600_000;
const REQUEST_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** The kinds of budgets that refuse. */
const RATE_LIMITS = ['address', 'public', 'user', 'admin', 'key'];
/** The reasons for which headers of a service are refused. */
const IGNORED_BECAUSE = ['untrusted_peer', 'authorization', 'no_token', 'wrong_token', 'malformed'];

/** Updates a metric by a signal. */
type Effect = (signal: never) => void;

/** The metrics of this process, under the names that operators use. */
export class Metrics {
  readonly registry = new Registry();
  /** All metrics in the format of Prometheus. A worker returns the sum of all workers. */
  text: () => Promise<string> = () => this.registry.metrics();
  /** Number of open sockets. */
  openSockets = 0;
  private readonly effects = new Map<SignalName, readonly Effect[]>();
  private readonly counted = new Map<
    string,
    { readonly metric: Counter | Histogram; readonly row: SignalMetric<never> }
  >();
  private readonly readings = new GaugeReadings(this.registry);
  private readonly registers = [this.registry];
  private readonly socketsOpen = new Gauge({
    name: 'aragora_ws_connections_active',
    help: 'Active WebSocket connections.',
    registers: this.registers,
  });
  private readonly rateLimitHits = new Counter({
    name: 'aragora_rate_limit_hits_total',
    help: 'Requests and operations refused by rate limits.',
    labelNames: ['kind'],
    registers: this.registers,
  });
  private readonly ignoredServiceHeaders = new Counter({
    name: 'aragora_service_headers_ignored_total',
    help: 'Requests and sockets with headers of a service for a user that were refused.',
    labelNames: ['reason'],
    registers: this.registers,
  });
  private readonly httpSeconds = new Histogram({
    name: 'aragora_http_request_duration_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers: this.registers,
  });

  /** `rows` map signals to metrics. Rows may share a metric by its name. */
  constructor(rows: SignalRows = {}) {
    logLinesCounter(this.registry);
    for (const [name, row] of Object.entries(rows))
      this.effects.set(
        name as SignalName,
        (row.metrics ?? []).map((metric) => this.effectOf(metric as SignalMetric<never>)),
      );
    this.startAtZero(NOTHING_KNOWN);
    for (const kind of RATE_LIMITS) this.rateLimitHits.inc({ kind }, 0);
    for (const reason of IGNORED_BECAUSE) this.ignoredServiceHeaders.inc({ reason }, 0);
  }

  /** Shows 0 for all labels that are known. A series that begins at 1 has no increase, so no alert would see the first event. */
  startAtZero(known: KnownValues): void {
    for (const { metric, row } of this.counted.values())
      for (const labels of knownLabels(row.name, row.labels, known)) {
        if (metric instanceof Counter) metric.inc(labels, 0);
        else metric.zero(labels);
      }
  }

  /** Adds gauges that are read with each request for metrics. */
  addGauges(readings: readonly GaugeReading[]): void {
    for (const reading of readings) this.readings.add(reading);
  }

  /** Starts to measure the process itself, once. The start is slow, so it is done after the server listens. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: NEVER_MS });
    const replaced = this.registry.getMetricsAsArray().filter(({ name }) => name.startsWith(EVENT_LOOP_LAG));
    for (const name of [...MISNAMED, ...replaced.map((metric) => metric.name)]) this.registry.removeSingleMetric(name);
    addEventLoopLag(this.registry);
  }

  signal<K extends SignalName>(name: K, detail: Signals[K]): void {
    for (const effect of this.effects.get(name) ?? []) effect(detail as never);
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

  private effectOf(row: SignalMetric<never>): Effect {
    const labelsOf = (signal: never) =>
      Object.fromEntries(Object.entries(row.labels).map(([name, label]) => [name, labelValue(label, signal)]));
    const metric = this.metricOf(row);
    this.counted.set(row.name, { metric, row });
    return (signal) => {
      const value = row.value(signal);
      // prom-client throws at a negative number, and its sums never recover from NaN.
      if (value === undefined || !isPlausibleAmount(value)) return;
      if (metric instanceof Counter) metric.inc(labelsOf(signal), value);
      else metric.observe(labelsOf(signal), value);
    };
  }

  private metricOf({ type, name, help, labels, buckets = [] }: SignalMetric<never>): Counter | Histogram {
    const known = this.registry.getSingleMetric(name);
    if (known) return known as Counter | Histogram;
    const options = { name, help, labelNames: Object.keys(labels), registers: this.registers };
    return type === 'histogram' ? new Histogram({ ...options, buckets: [...buckets] }) : new Counter(options);
  }
}

function labelValue(label: Label<never>, signal: never): string {
  return typeof label === 'function' ? label(signal) : label.of(signal);
}
