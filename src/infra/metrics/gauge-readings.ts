import { Gauge, type Registry } from 'prom-client';
import type { GaugeReading } from './signal-row.ts';

type Values = Awaited<ReturnType<GaugeReading['read']>>;

/** Deadline of a reading. What waits for a database must not hold up what is known without it. */
const READ_WITHIN_MS = 1_000;

/** Time after which a reading that has not ended is made anew. */
const GIVEN_UP_AFTER_MS = 60_000;

/** Gauges that are read with each request for metrics, each within a second. One more gauge tells which could not be read. */
export class GaugeReadings {
  private readonly readings: Reading[] = [];
  private readonly registers: Registry[];

  constructor(registry: Registry) {
    this.registers = [registry];
    const { readings, registers } = this;
    new Gauge({
      name: 'aragora_metric_unavailable',
      help: 'Metrics that could not be read within a second and are left out: 1 for each of them, else 0.',
      labelNames: ['metric'],
      registers,
      aggregator: 'max',
      async collect() {
        const values = await Promise.all(readings.map((reading) => reading.values()));
        this.reset();
        for (const [at, { name }] of readings.entries()) this.set({ metric: name }, values[at] ? 0 : 1);
      },
    });
  }

  add({ name, help, labelNames = [], isShared, read }: GaugeReading): void {
    const reading = new Reading(name, read);
    this.readings.push(reading);
    new Gauge({
      ...{ name, help, labelNames: [...labelNames], registers: this.registers },
      ...(isShared && { aggregator: 'max' }),
      async collect() {
        const values = await reading.values();
        this.reset();
        // A gauge without labels would say 0.
        if (!values) this.remove({});
        for (const { labels = {}, value } of values ?? []) this.set({ ...labels }, value);
      },
    });
  }
}

/** One reading at a time: a database that does not answer must not gather waiting readers. */
class Reading {
  readonly name: string;
  private readonly read: GaugeReading['read'];
  private pending: Promise<Values | undefined> | undefined;
  private startedAt = 0;

  constructor(name: string, read: GaugeReading['read']) {
    this.name = name;
    this.read = read;
  }

  /** undefined when it fails or is late. */
  values(): Promise<Values | undefined> {
    if (performance.now() - this.startedAt > GIVEN_UP_AFTER_MS) this.pending = undefined;
    this.pending ??= this.start();
    const late = Promise.withResolvers<undefined>();
    const leftMs = this.startedAt + READ_WITHIN_MS - performance.now();
    const timer = setTimeout(() => late.resolve(undefined), Math.max(0, leftMs));
    return Promise.race([this.pending, late.promise]).finally(() => clearTimeout(timer));
  }

  private start(): Promise<Values | undefined> {
    this.startedAt = performance.now();
    const pending: Promise<Values | undefined> = Promise.resolve()
      .then(this.read)
      .catch(() => undefined)
      .finally(() => {
        if (this.pending === pending) this.pending = undefined;
      });
    return pending;
  }
}
