import type { Rule } from './source-files.ts';

/** Things with one home: a package, where it may be imported. */
const HOMES: { package: RegExp; home: RegExp }[] = [
  { package: /^prom-client$/, home: /^src\/infra\/metrics(\.ts$|\/)/ },
  { package: /^@mikro-orm\//, home: /^(src\/infra\/(.+\/)?postgres(\.ts$|\/)|migrations\/)/ },
  { package: /^ioredis$/, home: /^src\/infra\/(.+\/)?redis\.ts$/ },
  { package: /^(ai|@ai-sdk\/.+|@openrouter\/ai-sdk-provider)$/, home: /^src\/infra\/agents\// },
  { package: /^(node:)?process$/, home: /^src\/infra\/config(\.ts$|\/)/ },
];
const CONFIG = /^src\/infra\/config(\.ts$|\/)/;
const ENVIRONMENT = /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\s*\[|\}\s*=\s*process\b/;

/** Modules whose import costs more than 20 ms of each start. Their types cost nothing. */
const SLOW_TO_LOAD = /^(node:)?https?$/;

/** `node:http` is imported for its types only: an import of a value loads undici. Fastify loads it by `require`. */
export const slowModulesAreNotLoaded: Rule = (files) =>
  files.flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier, typeOnly }) => !typeOnly && SLOW_TO_LOAD.test(specifier))
      .map(({ specifier }) => `${path} loads ${specifier}: it slows the start down`),
  );

/** Values of the environment are read by types that each have their own message. */
const WORDED = /^src\/(domain\/shared\/(check-shape|shapes\/[\w-]+)|infra\/config\/config-error)\.ts$/;
const ISSUES =
  /\.issues\b|\bissues\s*[,}].*=|\bZodError\b|prettifyError|treeifyError|flattenError|[.?]parse(Async)?\([^)]*\)\.error/;

/** The messages of the validator name its internals: `checkShape` words them for people. */
export const issuesAreWorded: Rule = (files) =>
  files
    .filter(({ path, code }) => path.startsWith('src/') && !WORDED.test(path) && ISSUES.test(code))
    .map(({ path }) => `${path} reads the issues of the validator: use checkShape`);

/** Drivers and the like stay in the files made for them, types included. */
export const packagesStayAtHome: Rule = (files) =>
  files.flatMap(({ path, imports }) =>
    imports
      .filter((one) => HOMES.some((rule) => one.package && rule.package.test(one.package) && !rule.home.test(path)))
      .map((one) => `${path} imports ${one.specifier} away from its home`),
  );

/** Settings come from the configuration, which alone reads the environment. */
export const environmentIsReadByConfig: Rule = (files) =>
  files
    .filter(({ path, code }) => !CONFIG.test(path) && ENVIRONMENT.test(code))
    .map(({ path }) => `${path} reads process.env`);
