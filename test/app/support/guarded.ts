import { guardProcess } from '../../../src/app/process-guard.ts';
import { createLogger } from '../../../src/infra/logger.ts';

/** A guarded process that writes in every way, and then fails. Its argument is the number of lines before. */
const logger = createLogger('INFO', { format: 'json' });
guardProcess(logger);
for (let nth = 0; nth < Number(process.argv[2]); nth++) logger.info({ nth, text: 'x'.repeat(1_000) }, 'A line');
console.log('to %s', 'standard output');
console.error(new Error('to standard error'));
process.emitWarning('Take care', { code: 'CARE' });
setTimeout(() => Promise.reject(new Error('Nobody waits for this.')), 10);
