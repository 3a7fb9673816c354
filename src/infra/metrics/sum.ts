import { AggregatorRegistry, type PrometheusContentType } from 'prom-client';

/** Metrics of one process, as prom-client hands them over. */
export type MetricValues = readonly { readonly type: string }[];

/** The metrics of several processes as one. What processes counted that have ended stays counted: a counter never falls. */
export class MetricsSum {
  private readonly last = new Map<number, MetricValues>();
  private ended: MetricValues = [];

  /** What a process counts at the moment. */
  keep(process: number, values: MetricValues): void {
    this.last.set(process, values);
  }

  /** The process has ended: of what it told last, only what was counted goes on to hold. */
  async end(process: number): Promise<void> {
    const told = this.last.get(process) ?? [];
    this.last.delete(process);
    const counted = told.filter(({ type }) => type === 'counter' || type === 'histogram');
    const sum = added([this.ended, counted]);
    this.ended = (await sum.getMetricsAsJSON()) as unknown as MetricValues;
  }

  /** The sum of all in the format of Prometheus. */
  text(): Promise<string> {
    return added([this.ended, ...this.last.values()]).metrics();
  }
}

function added(all: readonly MetricValues[]) {
  return AggregatorRegistry.aggregate<PrometheusContentType>([...all]);
}
