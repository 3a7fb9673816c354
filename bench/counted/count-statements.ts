// Loaded into a server before its own code: counts the statements that it sends with any driver. Replies to a message of its
// parent with the counts since the previous message, and with the CPU time of the process.
import { createRequire } from 'node:module';
import { PGlite } from '@electric-sql/pglite';

/** Message types of the protocol that begin a statement: Parse and Query. */
const BEGINS = new Set([0x50, 0x51]);

interface WithRaw {
  execProtocolRaw(message: Uint8Array, ...rest: unknown[]): Promise<Uint8Array>;
}

let counts = new Map<string, number>();

function count(text: string): void {
  // The mapper writes values into its statements.
  const statement = text
    .replaceAll(/'[^']*'/g, '?')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 160);
  counts.set(statement, (counts.get(statement) ?? 0) + 1);
}

const pglite = PGlite.prototype as unknown as Record<
  'execProtocolRaw' | 'execProtocolRawStream',
  WithRaw['execProtocolRaw']
>;
for (const method of ['execProtocolRaw', 'execProtocolRawStream'] as const) {
  const original = pglite[method];
  if (!original) continue;
  pglite[method] = function (message, ...rest) {
    if (BEGINS.has(message[0] ?? 0)) count(Buffer.from(message.subarray(5)).toString('latin1').replaceAll('\0', ' '));
    return original.call(this, message, ...rest);
  };
}

interface Driver {
  readonly Client: { readonly prototype: { query(...values: unknown[]): unknown } };
}

/** The driver is installed twice: the mapper has its own copy. */
const copies = ['pg', '@mikro-orm/postgresql'].map((name) => createRequire(import.meta.resolve(name))('pg') as Driver);
for (const { prototype } of new Set(copies.map(({ Client }) => Client))) {
  const original = prototype.query;
  prototype.query = function (...values) {
    const [first] = values as [string | { readonly text?: string } | undefined];
    count(typeof first === 'string' ? first : (first?.text ?? ''));
    return original.apply(this, values);
  };
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, counts: Object.fromEntries(counts) });
  counts = new Map();
});
process.channel?.unref();
