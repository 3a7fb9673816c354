/**
 * Everything the domain tells about its running; metrics and log lines are made of these. Each feature declares its own in
 * its `signals.ts`. A signal never has the name of an event. Durations are milliseconds.
 */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it by declaration merging.
export interface Signals {}

export type Emit = <K extends keyof Signals>(name: K, detail: Signals[K]) => void;
