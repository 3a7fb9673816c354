import { configurationPage } from './configuration-page.ts';
import { debateEventsPage } from './debate-events-page.ts';
import { decisionSchema } from './decision-schema.ts';
import { decisionsIndex } from './decisions-index.ts';
import { envExample } from './env-example.ts';
import { errorsPage } from './errors-page.ts';
import { permissionsPage } from './permissions-page.ts';

/** A committed file that is written from the code, so that it cannot contradict the code. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly render: () => string | Promise<string>;
}

/** To generate one more file, add its path and its renderer here. */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: '.env.example', render: envExample },
  { path: 'docs/configuration.md', render: configurationPage },
  { path: 'docs/decisions/README.md', render: decisionsIndex },
  { path: 'docs/debate-events.md', render: debateEventsPage },
  { path: 'docs/errors.md', render: errorsPage },
  { path: 'docs/permissions.md', render: permissionsPage },
  { path: 'schema/decision-file.schema.json', render: decisionSchema },
];
