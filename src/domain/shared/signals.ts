/**
 * Signals of the domain for metrics and logs. Each feature declares its own in its `signals.ts`. A signal never has the
 * name of an event. Durations are in milliseconds.
 */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it by declaration merging.
export interface Signals {}

export type Emit = <K extends keyof Signals>(name: K, detail: Signals[K]) => void;
