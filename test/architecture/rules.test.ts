import { describe, expect, it } from 'vitest';
import { noFolderCycles, noImportCycles } from './cycles.ts';
import { propertiesOf, sharedNames } from './event-names.ts';
import { crowdedFolders, filesBesideTheirFolder } from './folders.ts';
import { repeatedTerms, termsWithoutFile } from './glossary.ts';
import { filesStandInALayer, importsKeepTheTable } from './layers.ts';
import { incompleteDependencies, inexactVersions } from './packages.ts';
import { domainIsPure } from './purity.ts';
import { rawSqlIsListed } from './raw-sql.ts';
import { environmentIsReadByConfig, issuesAreWorded, packagesStayAtHome, slowModulesAreNotLoaded } from './reserved.ts';
import { filesStayShort, namesAreKebabCase, noIndexFiles } from './shape.ts';
import { type Rule, sourceFile } from './source-files.ts';

/** How many breaches `rule` finds in files given as path → text. */
function breaches(rule: Rule, sources: Record<string, string>): number {
  return rule(Object.entries(sources).map(([path, text]) => sourceFile(path, text))).length;
}

const DEBATES = 'src/domain/debates/engine.ts';
const STORE = 'src/infra/debates/postgres.ts';
const RESOLVER = 'src/resolvers/debates/debates.ts';
const COMMAND = 'src/cli/debate/debate.ts';

describe('the import table', () => {
  it.each([
    [DEBATES, "import { Debate } from './debate.ts';"],
    [DEBATES, "import { NotFound } from '../shared/errors.ts';"],
    [DEBATES, "import { follow } from '../events/follow.ts';"],
    [DEBATES, "import type { Agent } from '../agents/agent.ts';"],
    [DEBATES, "import { createHash } from 'node:crypto';\nimport { z } from 'zod';"],
    [DEBATES, "// import { readFile } from 'node:fs';\nconst text = \"import x from 'fs'\";"],
    [STORE, "import { Debate } from '../../domain/debates/debate.ts';"],
    [STORE, "import { logger } from '../logger.ts';\nimport { orm } from '../postgres/orm.ts';"],
    [RESOLVER, "import { Debates } from '../../domain/debates/debates.ts';"],
    [RESOLVER, "import { mapSchema } from '@graphql-tools/utils';\nimport { GraphQLError } from 'graphql/index.js';"],
    [COMMAND, "import { readFile } from 'node:fs/promises';\nimport { startApp } from '../../app/app.ts';"],
    ['src/app/app.ts', "import { PostgresDebateStore } from '../infra/debates/postgres.ts';"],
  ])('lets %s say %s', (path, text) => {
    expect(breaches(importsKeepTheTable, { [path]: text })).toBe(0);
  });

  it.each([
    [DEBATES, "import { Agents } from '../agents/agents.ts';"],
    [DEBATES, "import { type Agent } from '../agents/agent.ts';"],
    [DEBATES, "export { Agent } from '../agents/agent.ts';"],
    [DEBATES, "const agents = await import('../agents/agents.ts');"],
    [DEBATES, "import { readFile } from 'node:fs';"],
    [DEBATES, "import type { FastifyInstance } from 'fastify';"],
    [DEBATES, "import { logger } from '../../infra/logger.ts';"],
    [DEBATES, "import {\n  GraphQLError,\n  parse,\n} from 'graphql';"],
    [STORE, "import { schema } from '../../resolvers/schema.ts';"],
    [STORE, "import { store } from '../agents/postgres.ts';"],
    [STORE, "import { migrations } from '../../../migrations/list.ts';"],
    ['src/infra/postgres/orm.ts', "import { DebateRow } from '../debates/postgres.ts';"],
    ['src/infra/postgres/orm.ts', "import { migrations } from '../../../migrations/list.ts';"],
    [STORE, "import { startApp } from '../../app.ts';"],
    ['src/infra/http/server.ts', "import { store } from '../debates/postgres.ts';"],
    [RESOLVER, "import { store } from '../../infra/debates/postgres.ts';"],
    [RESOLVER, "import fastify from 'fastify';"],
    [RESOLVER, "import 'class-validator';"],
    [RESOLVER, "const shield = require('express');"],
    [COMMAND, "import type { Debate } from '../../domain/debates/debate.ts';"],
    [COMMAND, "import { logger } from '../../infra/logger.ts';"],
    [COMMAND, "import chalk from 'chalk';"],
  ])('does not let %s say %s', (path, text) => {
    expect(breaches(importsKeepTheTable, { [path]: text })).toBe(1);
  });

  it('has no place for a file outside the layers', () => {
    expect(breaches(filesStandInALayer, { 'src/utils/strings.ts': '', [DEBATES]: '', 'src/main.ts': '' })).toBe(1);
  });
});

describe('cycles', () => {
  const a = 'src/domain/debates/a.ts';
  const b = 'src/domain/debates/b.ts';
  const c = 'src/domain/debates/c.ts';

  it('are found over several files', () => {
    const sources = { [a]: "import './b.ts';", [b]: "export * from './c.ts';", [c]: "import { x } from './a.ts';" };
    expect(breaches(noImportCycles, sources)).toBe(1);
  });

  it('are found between features, in any of their files', () => {
    const there = { 'src/infra/events/log.ts': "import { x } from '../postgres/a.ts';" };
    const back = { 'src/infra/postgres/b.ts': "import { y } from '../events/bus.ts';" };
    expect(breaches(noFolderCycles, { ...there, ...back })).toBe(1);
    expect(breaches(noFolderCycles, { ...there, 'src/infra/events/a.ts': "import './log.ts';" })).toBe(0);
    expect(
      breaches(noFolderCycles, { ...there, 'src/infra/postgres/b.ts': "import type { Y } from '../events/bus.ts';" }),
    ).toBe(0);
  });

  it('are found when a file imports itself', () => {
    expect(breaches(noImportCycles, { [a]: "import { x } from './a.ts';" })).toBe(1);
  });

  it('do not run over types, and a diamond is none', () => {
    expect(breaches(noImportCycles, { [a]: "import './b.ts';", [b]: "import type { X } from './a.ts';" })).toBe(0);
    expect(
      breaches(noImportCycles, { [a]: "import './b.ts';\nimport './c.ts';", [b]: "import './c.ts';", [c]: '' }),
    ).toBe(0);
  });
});

describe('homes', () => {
  it.each([
    ['src/infra/http/server.ts', "import { Counter } from 'prom-client';"],
    ['src/infra/debates/store.ts', "import { defineEntity } from '@mikro-orm/core';"],
    ['src/app/app.ts', "import type { EntityManager } from '@mikro-orm/postgresql';"],
    ['src/infra/events/bus.ts', "import Redis from 'ioredis';"],
    ['src/main.ts', "import { env } from 'node:process';"],
  ])('%s may not say %s', (path, text) => {
    expect(breaches(packagesStayAtHome, { [path]: text })).toBe(1);
  });

  it.each([
    ['src/infra/metrics/metrics.ts', "import { Counter } from 'prom-client';"],
    ['src/infra/postgres/orm.ts', "import { MikroORM } from '@mikro-orm/postgresql';"],
    [STORE, "import { defineEntity } from '@mikro-orm/core';"],
    ['migrations/migration-1.ts', "import { Migration } from '@mikro-orm/migrations';"],
    ['src/infra/events/redis.ts', "import Redis from 'ioredis';"],
  ])('%s may say %s', (path, text) => {
    expect(breaches(packagesStayAtHome, { [path]: text })).toBe(0);
  });

  it('node:http may be imported for its types only', () => {
    const path = 'src/infra/http/server.ts';
    expect(breaches(slowModulesAreNotLoaded, { [path]: "import { STATUS_CODES } from 'node:http';" })).toBe(1);
    expect(breaches(slowModulesAreNotLoaded, { [path]: "import type { Server } from 'node:http';" })).toBe(0);
  });

  it.each(['read.error.issues[0];', 'function show(error: z.ZodError) {}', 'const text = z.prettifyError(error);'])(
    'the issues of a validator are not read by %s',
    (text) => {
      expect(breaches(issuesAreWorded, { 'src/infra/agents/file.ts': text })).toBe(1);
      expect(breaches(issuesAreWorded, { 'src/domain/shared/check-shape.ts': text })).toBe(0);
    },
  );

  it.each([
    'const port = process.env.PORT;',
    'const port = process?.env?.PORT;',
    "const port = process['env'].PORT;",
    'const { env } = process;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a source that holds a template
    'const text = `${process.env.PORT}`;',
  ])('the environment is not read by %s', (text) => {
    expect(breaches(environmentIsReadByConfig, { 'src/app/app.ts': text })).toBe(1);
    expect(breaches(environmentIsReadByConfig, { 'src/infra/config/config.ts': text })).toBe(0);
  });

  it('the environment may be spoken of', () => {
    expect(
      breaches(environmentIsReadByConfig, { 'src/app/app.ts': "// process.env\nconst text = 'process.env';" }),
    ).toBe(0);
  });
});

describe('raw SQL', () => {
  it.each([
    "await em.execute('select 1');",
    "await this.database.query<Row>('select 1', []);",
    "await em.getConnection().execute('select 1');",
    'const kysely = em.getKysely();',
  ])('is found in %s', (text) => {
    expect(breaches(rawSqlIsListed, { [STORE]: text })).toBe(1);
    expect(breaches(rawSqlIsListed, { 'src/infra/events/postgres/event-log.ts': text })).toBe(0);
  });

  it('is no query of a repository, and nothing that is only listed', () => {
    expect(breaches(rawSqlIsListed, { [STORE]: "await rows.qb().insert(row).execute('run');" })).toBe(0);
    expect(breaches(rawSqlIsListed, { 'src/infra/events/postgres/event-log.ts': '' })).toBe(1);
  });
});

describe('purity', () => {
  it.each([
    'const at = Date.now();',
    'const at = new Date();',
    'const at = new Date;',
    'const later = AbortSignal.timeout(5);',
    'setTimeout(() => {}, 5);',
    'const luck = Math.random();',
    'const id = randomUUID();',
    'process.exit(1);',
    "console.log('hello');",
    "await fetch('http://a.example');",
  ])('the domain does not say %s, and infra does', (text) => {
    expect(breaches(domainIsPure, { [DEBATES]: text })).toBe(1);
    expect(breaches(domainIsPure, { [STORE]: text })).toBe(0);
  });

  it.each([
    'const at = new Date(clock.now());',
    'this.process.run();',
    'const processed = process(turn);',
    "const text = 'console.log(1)'; // Date.now()",
    'await store.fetch(id);',
  ])('the domain may say %s', (text) => {
    expect(breaches(domainIsPure, { [DEBATES]: text })).toBe(0);
  });
});

describe('shape', () => {
  it('finds long files', () => {
    expect(breaches(filesStayShort, { [DEBATES]: 'x\n'.repeat(300) })).toBe(0);
    expect(breaches(filesStayShort, { [DEBATES]: 'x\n'.repeat(301) })).toBe(1);
  });

  it('finds other spellings of names', () => {
    const sources = { 'src/domain/debates/debateEngine.ts': '', 'src/domain/Debates/a.ts': '', 'src/cli/a_b.ts': '' };
    expect(breaches(namesAreKebabCase, sources)).toBe(3);
    expect(breaches(namesAreKebabCase, { 'src/domain/control-plane/step-1.ts': '' })).toBe(0);
  });

  it('finds index files', () => {
    expect(breaches(noIndexFiles, { 'src/domain/debates/index.ts': '', 'src/domain/debates/tindex.ts': '' })).toBe(1);
  });
});

describe('folders', () => {
  const filesIn = (folder: string, count: number) => Array.from({ length: count }, (_, at) => `${folder}/${at}.ts`);

  it('are crowded from 26 files on, those of folders within not counted', () => {
    expect(crowdedFolders([...filesIn('src/a', 25), ...filesIn('src/a/b', 25)])).toEqual([]);
    expect(crowdedFolders([...filesIn('src/a', 26), ...filesIn('src/a/b', 1)])).toHaveLength(1);
  });

  it('of migrations and decisions may be long', () => {
    expect(crowdedFolders([...filesIn('migrations', 60), ...filesIn('docs/decisions', 60)])).toEqual([]);
  });

  it('have no file of their name beside them', () => {
    const breach = 'src/app/app.ts stands beside the folder of its name';
    expect(filesBesideTheirFolder(['src/app/app.ts', 'src/app/app/x/start.ts'])).toEqual([breach]);
    expect(filesBesideTheirFolder(['src/app/app.ts', 'src/app/start.ts', 'src/app/app.test/a.ts'])).toEqual([]);
  });
});

describe('names of signals', () => {
  it('are found to be those of events, however they are written', () => {
    expect(sharedNames(['debateStarted', 'debateCreated'], ['debate.started', 'debate.ended'])).toEqual([
      'debateStarted',
    ]);
  });

  it('are read from the source', () => {
    const source =
      "export interface E {\n  'a.b': { c: D };\n  /** e: */\n  f: {\n    g: 1;\n  };\n}\ninterface G {\n  h: 1;\n}";
    expect(propertiesOf('E', source)).toEqual(['a.b', 'f']);
    const declared = "declare module 'm' {\n  interface E {\n    a: B;\n    c: {\n      d: 1;\n    };\n  }\n}";
    expect(propertiesOf('E', declared)).toEqual(['a', 'c']);
  });
});

describe('the glossary', () => {
  const glossary =
    '| term | meaning | where |\n|---|---|---|\n| lease | A right. | `src/lease.ts` |\n| Lease | Again. | lost |\n';

  it('is found to lack a file, and to hold a term twice', () => {
    expect(termsWithoutFile(glossary, (path) => path === 'src/lease.ts')).toEqual(['Lease: lost does not exist']);
    expect(repeatedTerms(glossary)).toEqual(['lease']);
  });
});

describe('packages', () => {
  it('finds versions that are not exact', () => {
    const manifest = { dependencies: { a: '^1.0.0', b: '2.0.0-rc.4' }, devDependencies: { c: '*', d: '1.2.3' } };
    expect(inexactVersions(manifest)).toEqual(['a ^1.0.0', 'c *']);
  });

  it('finds dependencies that the lock lacks', () => {
    const packages = {
      '': { dependencies: { a: '1.0.0' } },
      'node_modules/a': { dependencies: { b: '1.0.0' }, optionalDependencies: { 'a-windows': '1.0.0' } },
      'node_modules/a/node_modules/b': { dependencies: { a: '1.0.0' } },
    };
    expect(incompleteDependencies({ packages })).toEqual(['a-windows, needed by node_modules/a']);
  });
});
