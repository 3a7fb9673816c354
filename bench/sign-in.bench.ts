/*
 * The time of a refused sign-in of an existing user, compared with an unknown user: `npm run bench -- sign-in`.
 *
 *   --tries 500   of each kind, in pairs with changing order   --json: prints one line of JSON as the last line
 *
 * Runs on PostgreSQL if ARAGORA_TEST_DATABASE_URL is set, in a database that is dropped afterwards, and on the embedded
 * database. Each try uses another account and no address, so that no lock-out delays it.
 */
import { parseArgs } from 'node:util';
import { UserError } from '../src/domain/shared/errors.ts';
import { onPglite, onPostgres, type Place } from './events/places.ts';
import { atMost, type Bar, conclude, median, rounded } from './report.ts';
import { accessOn, addressOf, addUsers } from './sign-in/people.ts';

/** As a share of the time of a wrong password. */
const MAX_DIFFERENCE = 0.05;
const WARM_UP = 20;

const { values: flags } = parseArgs({
  options: { tries: { type: 'string', default: '500' }, json: { type: 'boolean', default: false } },
});
const tries = Number(flags.tries);
const url = process.env.ARAGORA_TEST_DATABASE_URL;
const bars: Bar[] = [];
const figures: Record<string, unknown> = {};

console.log('median ms          wrong password   unknown user   difference');
if (url) await measure('PostgreSQL', await onPostgres(url));
else console.log('PostgreSQL is not measured: ARAGORA_TEST_DATABASE_URL is not set.');
await measure('PGlite', await onPglite());
conclude({ name: 'sign-in', figures, bars });

async function measure(what: string, { database, close }: Place): Promise<void> {
  await addUsers(database, tries + WARM_UP);
  const { sessions } = accessOn(database);
  const times = { somebody: [] as number[], 'no-one--': [] as number[] };
  for (let at = 0; at < tries + WARM_UP; at++) {
    const pair = ['somebody', 'no-one--'] as const;
    for (const who of Math.random() < 0.5 ? pair : pair.toReversed()) {
      const took = await timeOf(() =>
        sessions.signIn({ email: addressOf(who, at), password: 'none of theirs', workspaceId: null, address: null }),
      );
      if (at >= WARM_UP) times[who].push(took);
    }
  }
  await close();
  const [known, unknown] = [median(times.somebody), median(times['no-one--'])];
  const difference = Math.abs(unknown - known) / known;
  const columns = [known.toFixed(3).padStart(14), unknown.toFixed(3).padStart(14), difference.toFixed(4).padStart(12)];
  console.log(`${what.padEnd(18)} ${columns.join(' ')}`);
  figures[what] = { wrongPasswordMs: rounded(known), unknownUserMs: rounded(unknown), difference: rounded(difference) };
  bars.push(atMost(`${what}: difference of the medians, over that of a wrong password`, difference, MAX_DIFFERENCE));
}

async function timeOf(signIn: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  const refused = await signIn().then(
    () => undefined,
    (error: unknown) => error,
  );
  const took = performance.now() - startedAt;
  if (refused instanceof UserError && refused.details[0]?.code === 'SIGN_IN_REFUSED') return took;
  throw new Error('The sign-in was not refused as with a wrong password.', { cause: refused });
}
