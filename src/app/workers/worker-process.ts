import cluster, { type Worker } from 'node:cluster';
import { CannotStart } from '../../infra/cannot-start.ts';
import { closeUnacceptedConnections } from './unaccepted-connections.ts';
import type { Listening, WorkerProcess } from './workers.ts';

/** The report of a worker to the primary about its start. */
export type StartReport =
  | { readonly start: 'LISTENING'; readonly at: Listening }
  | { readonly start: 'FAILED'; readonly message: string; readonly isExpected: boolean };

/** The message with which the primary stops a worker. */
export const STOP = 'stop';
/** The message with which the primary reloads a worker. A signal would end a worker that has only begun to start. */
export const RELOAD = 'reload';
/** The message with which the primary says that commands on this machine can find the worker. */
export const NOTED = 'noted';

/** Starts this program again as a worker of this process. The worker is ready after `onListening`. */
export function forkWorker(onListening: (at: Listening) => void): WorkerProcess {
  const worker = cluster.fork();
  closeUnacceptedConnections(worker);
  const ended = new Promise<string>((resolve) => {
    worker.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
  });
  const listening = listeningOf(worker, ended).then((at) => {
    onListening(at);
    if (worker.isConnected()) worker.send(NOTED, () => {});
    return at;
  });
  // A rejection that is not awaited must not end the process.
  listening.catch(() => {});
  return {
    listening,
    ended,
    stop: () => tell(worker, STOP),
    reload: () => tell(worker, RELOAD),
    kill: () => worker.process.kill('SIGKILL'),
  };
}

function tell(worker: Worker, message: typeof STOP | typeof RELOAD): void {
  if (worker.isConnected()) worker.send(message, () => {});
}

function listeningOf(worker: Worker, ended: Promise<string>): Promise<Listening> {
  return new Promise((resolve, reject) => {
    worker.on('message', (report: StartReport) => {
      if (report.start === 'LISTENING') resolve(report.at);
      if (report.start === 'FAILED') reject(failureOf(report));
    });
    void ended.then((how) => {
      reject(new CannotStart(`A worker ${how} before it listened. See its output for the reason.`));
    });
  });
}

function failureOf({ message, isExpected }: Extract<StartReport, { start: 'FAILED' }>): Error {
  if (isExpected) return new CannotStart(message);
  return Object.assign(new Error(message), { stack: message });
}
