import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isPlausibleAmount } from '../../domain/shared/plausible.ts';
import type { Signals } from '../../domain/shared/signals.ts';
import type { GaugeReading, Label, SignalMetric, SignalName, SignalRows } from './signal-row.ts';

/** Gauges of prom-client with names of counters, which the checks of Prometheus refuse. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];
const REQUEST_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

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
    for (const [name, row] of Object.entries(rows))
      this.effects.set(
        name as SignalName,
        (row.metrics ?? []).map((metric) => this.effectOf(metric as SignalMetric<never>)),
      );
  }

  /** Adds gauges that are read with each request for metrics. */
  addGauges(readings: readonly GaugeReading[]): void {
    for (const { name, help, labelNames = [], isShared, read } of readings)
      new Gauge({
        ...{ name, help, labelNames: [...labelNames], registers: this.registers },
        ...(isShared && { aggregator: 'max' }),
        async collect() {
          this.reset();
          // Without a database the value is unknown, but the other metrics are needed.
          for (const { labels = {}, value } of await read().catch(() => [])) this.set({ ...labels }, value);
        },
      });
  }

  /** Starts to measure the process itself, once. The start is slow, so it is done after the server listens. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
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
    if (type === 'histogram') return new Histogram({ ...options, buckets: [...buckets] });
    const made = new Counter(options);
    for (const values of knownLabels(labels)) made.inc(values, 0);
    return made;
  }
}

function labelValue(label: Label<never>, signal: never): string {
  return typeof label === 'function' ? label(signal) : label.of(signal);
}

/** All combinations of label values, if the values of all labels are known in advance. */
function knownLabels(labels: Readonly<Record<string, Label<never>>>): readonly Record<string, string>[] {
  return Object.entries(labels).reduce<readonly Record<string, string>[]>(
    (found, [name, label]) =>
      typeof label === 'function'
        ? []
        : found.flatMap((values) => label.known.map((value) => ({ ...values, [name]: value }))),
    Object.keys(labels).length === 0 ? [] : [{}],
  );
}
