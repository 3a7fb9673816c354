import { type Logger, reopenLog } from '../infra/logger.ts';

/**
 * Reloads on SIGHUP, which then never ends the process: the log file is opened again, so that it can be renamed. `others`
 * are reloaded too. Returns how to stop.
 */
export function reloadOnHangup(logger: Logger, file: string | undefined, others: () => void = () => {}): () => void {
  const reload = () => {
    reopen(logger, file);
    others();
  };
  process.on('SIGHUP', reload);
  return () => process.off('SIGHUP', reload);
}

function reopen(logger: Logger, file: string | undefined): void {
  try {
    if (file !== undefined) reopenLog(file);
    logger.info(
      file === undefined
        ? 'Reloaded. The log is no file of this process, so it was not opened again'
        : 'Reloaded. The log file was opened again',
    );
  } catch (error) {
    logger.warn({ error }, 'The log file could not be opened again, and lines go to the old one');
  }
}
