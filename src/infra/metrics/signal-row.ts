import type { Signals } from '../../domain/shared/signals.ts';

export type SignalName = keyof Signals;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A label with values known in advance, so that a counter shows 0 for them from the start. */
export interface KnownLabel<S> {
  readonly of: (signal: S) => string;
  readonly known: readonly string[];
}

export type Label<S> = ((signal: S) => string) | KnownLabel<S>;

/** The effect of a signal on one metric. */
export interface SignalMetric<S> {
  readonly type: 'counter' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: Readonly<Record<string, Label<S>>>;
  /** The value to add or observe; undefined for none. */
  readonly value: (signal: S) => number | undefined;
  /** Upper bounds of a histogram, in the unit of the metric. */
  readonly buckets?: readonly number[];
}

/** Log level and metrics of a signal. `error` means that a person has to look at it. */
export interface SignalRow<S> {
  readonly level: LogLevel;
  readonly metrics?: readonly SignalMetric<S>[];
}

export type SignalRows = { readonly [K in SignalName]?: SignalRow<Signals[K]> };

/** A gauge that is read with each request for metrics. */
export interface GaugeReading {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
  /** Whether every process reads the same value, so that the values are not added up. */
  readonly isShared?: boolean;
  /** The values with their labels. A failed reading leaves the gauge empty. */
  read(): Promise<readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[]>;
}

interface CounterOptions<S> {
  readonly labels?: Readonly<Record<string, Label<S>>>;
  /** The value that one signal adds. Default: 1. undefined adds nothing. */
  readonly by?: (signal: S) => number | undefined;
}

export function counter<S>(name: string, help: string, { labels = {}, by = () => 1 }: CounterOptions<S> = {}) {
  return { type: 'counter', name, help, labels, value: by } satisfies SignalMetric<S>;
}

interface HistogramOptions<S> {
  readonly labels?: Readonly<Record<string, Label<S>>>;
  readonly seconds: (signal: S) => number;
  readonly buckets?: readonly number[];
}

/** Bounds in seconds for work that waits for a network or a disk. */
const SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
/** Bounds in seconds for work without such waits. */
export const SHORT_SECONDS = [0.000_01, 0.000_05, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1];

export function histogram<S>(name: string, help: string, options: HistogramOptions<S>) {
  const { labels = {}, seconds: value, buckets = SECONDS } = options;
  return { type: 'histogram', name, help, labels, value, buckets } satisfies SignalMetric<S>;
}
