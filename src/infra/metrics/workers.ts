import cluster, { type Worker } from 'node:cluster';
import { Registry } from 'prom-client';
import { logLinesCounter } from './log-lines.ts';
import type { Metrics } from './metrics.ts';
import { MetricsSum, type MetricValues } from './sum.ts';

type ToPrimary =
  | { readonly metrics: 'READY' }
  | { readonly metrics: 'ASK'; readonly id: number }
  | { readonly metrics: 'TELL'; readonly id: number; readonly values: MetricValues | undefined };
type ToWorker =
  | { readonly metrics: 'WANTED'; readonly id: number }
  | { readonly metrics: 'SUM'; readonly id: number; readonly text: string };

/** Deadline for the metrics of a worker, longer than that of its gauges; then its last ones are used. */
const MAX_SILENCE_MS = 1_500;
const MAX_SUM_MS = 3_000;
/** The primary process in the sum; workers are numbered from 1. */
const PRIMARY = 0;

/** In the primary process: adds up the metrics of the workers, and sends the sum to a worker that asks for it. */
export function sumMetricsOfWorkers(): void {
  const sum = new MetricsSum();
  const own = new Registry();
  logLinesCounter(own);
  const ready = new Map<number, Worker>();
  const awaited = new Map<number, (values: MetricValues | undefined) => void>();
  let asked = 0;

  const ask = (worker: Worker) =>
    new Promise<void>((resolve) => {
      const id = ++asked;
      const done = () => {
        clearTimeout(late);
        awaited.delete(id);
        resolve();
      };
      const late = setTimeout(done, MAX_SILENCE_MS);
      awaited.set(id, (values) => {
        if (values && ready.has(worker.id)) sum.keep(worker.id, values);
        done();
      });
      send(worker, { metrics: 'WANTED', id });
    });

  const answer = async (worker: Worker, id: number) => {
    await Promise.all([...ready.values()].map(ask));
    sum.keep(PRIMARY, (await own.getMetricsAsJSON()) as unknown as MetricValues);
    send(worker, { metrics: 'SUM', id, text: await sum.text() });
  };

  cluster.on('message', (worker: Worker, message: ToPrimary) => {
    if (message.metrics === 'READY') ready.set(worker.id, worker);
    if (message.metrics === 'TELL') awaited.get(message.id)?.(message.values);
    // A worker without an answer reports it itself. This process must not stop.
    if (message.metrics === 'ASK') void answer(worker, message.id).catch(() => {});
  });
  cluster.on('exit', (worker: Worker) => {
    if (ready.delete(worker.id)) void sum.end(worker.id).catch(() => {});
  });
}

/** In a worker: sends its metrics to the primary on request, and makes `Metrics.text` return the sum of all workers. */
export function shareMetrics(metrics: Metrics): void {
  const awaited = new Map<number, (text: string) => void>();
  let asked = 0;
  process.on('message', async (message: ToWorker) => {
    if (message.metrics === 'SUM') awaited.get(message.id)?.(message.text);
    if (message.metrics !== 'WANTED') return;
    // Unreadable gauges, such as breakers without a database, must not end the process.
    const values = await metrics.registry.getMetricsAsJSON().catch(() => undefined);
    tell({ metrics: 'TELL', id: message.id, values: values as unknown as MetricValues | undefined });
  });
  metrics.text = () =>
    new Promise((resolve, reject) => {
      const id = ++asked;
      const done = () => {
        clearTimeout(late);
        awaited.delete(id);
      };
      const late = setTimeout(() => {
        done();
        reject(new Error('The primary process did not answer with the metrics of all workers.'));
      }, MAX_SUM_MS);
      awaited.set(id, (text) => {
        done();
        resolve(text);
      });
      tell({ metrics: 'ASK', id });
    });
  tell({ metrics: 'READY' });
}

// A closed channel means that the process has ended, which is reported by another event.
function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => {});
}

function tell(message: ToPrimary): void {
  if (process.connected) process.send?.(message, () => {});
}
