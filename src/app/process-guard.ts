import { Console } from 'node:console';
import { Writable } from 'node:stream';
import type { Logger } from '../infra/logger.ts';

/**
 * Sends everything that Node.js and libraries would write themselves to the log: warnings, uncaught errors, the console.
 * Their own writes would block on a slow reader, fail on a closed one, and not be in the format of the log. An uncaught
 * error ends the process, as it does by default.
 */
export function guardProcess(logger: Logger): void {
  process.removeAllListeners('warning');
  process.on('warning', (error) => logger.warn({ error }, 'Node.js warns'));
  process.on('uncaughtException', (error, origin) => {
    try {
      logger.error({ error, origin }, 'An uncaught error ends this process');
    } finally {
      process.exit(1);
    }
  });
  const [stdout, stderr] = (['info', 'warn'] as const).map((level) => consoleLines(logger, level));
  if (stdout && stderr) globalThis.console = new Console({ stdout, stderr });
}

function consoleLines(logger: Logger, level: 'info' | 'warn'): Writable {
  return new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      logger[level]({ from: 'console' }, text.trimEnd());
      done();
    },
  });
}
