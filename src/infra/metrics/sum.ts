import { AggregatorRegistry, type PrometheusContentType } from 'prom-client';

/** Metrics of one process, as prom-client returns them. */
export type MetricValues = readonly { readonly type: string }[];

/** The sum of the metrics of several processes. Counts of ended processes stay in it, because a counter never falls. */
export class MetricsSum {
  private readonly last = new Map<number, MetricValues>();
  private ended: MetricValues = [];

  /** Stores the current metrics of a process. */
  keep(process: number, values: MetricValues): void {
    this.last.set(process, values);
  }

  /** A process has ended. Of its last metrics, only counters and histograms stay. */
  async end(process: number): Promise<void> {
    const told = this.last.get(process) ?? [];
    this.last.delete(process);
    const counted = told.filter(({ type }) => type === 'counter' || type === 'histogram');
    const sum = added([this.ended, counted]);
    this.ended = (await sum.getMetricsAsJSON()) as unknown as MetricValues;
  }

  /** The sum of all processes in the format of Prometheus. */
  text(): Promise<string> {
    return added([this.ended, ...this.last.values()]).metrics();
  }
}

function added(all: readonly MetricValues[]) {
  return AggregatorRegistry.aggregate<PrometheusContentType>([...all]);
}
