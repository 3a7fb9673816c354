import { Counter, type Registry } from 'prom-client';
import { droppedLines } from '../logger.ts';

/** Counts the log lines that this process dropped. They are counted by the log itself, which works without metrics. */
export function logLinesCounter(registry: Registry): void {
  new Counter({
    name: 'aragora_log_lines_dropped_total',
    help: 'Log lines that were dropped, because their reader is too slow or because they could not be written.',
    labelNames: ['reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(droppedLines())) this.inc({ reason }, count);
    },
  });
}
