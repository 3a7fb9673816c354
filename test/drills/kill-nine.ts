import { clearUp } from '../e2e/support/served.ts';
import { createDatabase } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { KilledDebates, type Killing } from './support/kills/killed-debates.ts';
import type { DrillReport } from './support/report.ts';

const FORMS = {
  small: { debates: 20, kills: 5 },
  full: { debates: 200, kills: 50 },
} as const;

/**
 * Kills the server with `kill -9` several times while many debates run and a client follows each of them. Uses the embedded
 * database and, in the full form, PostgreSQL.
 */
export async function killNine(form: 'small' | 'full', say: (line: string) => void): Promise<DrillReport> {
  const reports = [await killAll('embedded', FORMS[form], {}, say)];
  if (form === 'full' && postgresUrl !== undefined) reports.push(await onPostgres(postgresUrl, FORMS[form], say));
  else if (form === 'full') say('PostgreSQL is skipped: set ARAGORA_TEST_DATABASE_URL');
  return {
    figures: Object.assign({}, ...reports.map(({ figures }) => figures)) as DrillReport['figures'],
    broken: reports.flatMap(({ broken }) => broken),
  };
}

async function onPostgres(url: string, killing: Killing, say: (line: string) => void): Promise<DrillReport> {
  const database = await createDatabase(url);
  try {
    return await killAll('PostgreSQL', killing, { DATABASE_URL: database.url }, say);
  } finally {
    await database.drop();
  }
}

async function killAll(
  backEnd: string,
  killing: Killing,
  settings: { readonly DATABASE_URL?: string },
  say: (line: string) => void,
): Promise<DrillReport> {
  const drill = await KilledDebates.open(killing, settings, (line) => say(`${backEnd}: ${line}`));
  try {
    const { figures, broken } = await drill.run();
    return {
      figures: Object.fromEntries(Object.entries(figures).map(([what, figure]) => [`${backEnd}, ${what}`, figure])),
      broken: broken.map((bar) => `${backEnd}: ${bar}`),
    };
  } finally {
    await drill.close();
    await clearUp();
  }
}
