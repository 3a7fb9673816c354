import type { SourceImport } from './imports.ts';
import type { Rule, SourceFile } from './source-files.ts';

/** Where a file stands: its layer and, inside domain and infra, the folder that names its feature. */
interface Place {
  readonly layer: 'domain' | 'infra' | 'resolvers' | 'cli' | 'root' | 'migrations' | 'nowhere';
  readonly feature: string | undefined;
}

// Pure and well kept; each has to be named here to be used in the domain.
const DOMAIN_PACKAGES = ['node:crypto', 'zod', 'canonicalize', 'ipaddr.js'];
// node:module and node:util carry the shim that loads graphql-shield on Node 24.
const RESOLVER_PACKAGES = [
  ...['graphql', 'type-graphql', 'dataloader', 'graphql-shield', 'graphql-middleware', 'graphql-scalars'],
  'reflect-metadata',
  ...['node:crypto', 'node:module', 'node:util'],
];
const CLI_PACKAGES = ['graphql-ws', 'ws', 'commander', 'yaml', 'cli-table3'];
// Every feature may use these folders and the files directly in src/infra.
const SHARED_INFRA = ['config', 'http', 'logger', 'memory', 'metrics', 'postgres', 'rate-limits', 'redis', 'runtime'];
const SHARED_DOMAIN = ['shared', 'events'];

/** The table of the design page: which layer may import which. */
export const importsKeepTheTable: Rule = (files) =>
  files.flatMap((file) =>
    file.imports.flatMap((one) => {
      const breach = forbidden(placeOf(file.path), one);
      return breach ? [`${file.path} imports ${one.specifier}: ${breach}`] : [];
    }),
  );

/** Every file stands in a layer. */
export const filesStandInALayer: Rule = (files) =>
  files.filter(({ path }) => placeOf(path).layer === 'nowhere').map(({ path }) => `${path} belongs to no layer`);

function placeOf(path: SourceFile['path']): Place {
  const [top, layer, folder, ...rest] = path.split('/');
  if (top === 'migrations') return { layer: 'migrations', feature: undefined };
  if (top !== 'src') return { layer: 'nowhere', feature: undefined };
  if (layer === 'main.ts' || layer === 'app') return { layer: 'root', feature: undefined };
  if (layer === 'resolvers' || layer === 'cli') return { layer, feature: undefined };
  if (layer !== 'domain' && layer !== 'infra') return { layer: 'nowhere', feature: undefined };
  return { layer, feature: rest.length > 0 ? folder : undefined };
}

function forbidden(from: Place, one: SourceImport): string | undefined {
  if (from.layer === 'domain')
    return one.file ? inDomain(from, one, placeOf(one.file)) : packageOf(one, DOMAIN_PACKAGES);
  if (from.layer === 'infra') return one.file ? inInfra(from, one.file) : undefined;
  if (from.layer === 'resolvers') return one.file ? inResolvers(placeOf(one.file)) : resolverPackage(one);
  if (from.layer === 'cli') return one.file ? inCli(one.file) : cliPackage(one);
  return undefined;
}

function inDomain(from: Place, one: SourceImport, to: Place): string | undefined {
  if (to.layer !== 'domain') return 'the domain knows only the domain';
  if (to.feature === from.feature || SHARED_DOMAIN.includes(to.feature ?? '')) return undefined;
  return one.typeOnly ? undefined : 'of another feature only types (`import type`)';
}

function inInfra(from: Place, file: string): string | undefined {
  const to = placeOf(file);
  if (to.layer === 'domain') return undefined;
  if (to.layer !== 'infra') return 'infra knows only domain and infra';
  const shared = to.feature === undefined || SHARED_INFRA.includes(to.feature);
  return shared || to.feature === from.feature ? undefined : 'features of infra meet in app.ts only';
}

function inResolvers(to: Place): string | undefined {
  return to.layer === 'domain' || to.layer === 'resolvers' ? undefined : 'resolvers know only domain and resolvers';
}

function inCli(file: string): string | undefined {
  return file.startsWith('src/cli/') || file === 'src/app/app.ts'
    ? undefined
    : 'commands speak GraphQL, or start app.ts';
}

function resolverPackage(one: SourceImport): string | undefined {
  return one.package?.startsWith('@graphql-tools/') ? undefined : packageOf(one, RESOLVER_PACKAGES);
}

function cliPackage(one: SourceImport): string | undefined {
  return one.package?.startsWith('node:') ? undefined : packageOf(one, CLI_PACKAGES);
}

function packageOf(one: SourceImport, allowed: readonly string[]): string | undefined {
  return allowed.includes(one.package ?? '') ? undefined : `allowed packages here are ${allowed.join(', ')}`;
}
