import { isBuiltin } from 'node:module';
import { defineConfig, type Plugin } from 'vite';

/** These packages read further files next to their own: WebAssembly or a native add-on. */
const WITH_FILES = ['@electric-sql/pglite', '@electric-sql/pglite-prepopulatedfs', 'argon2'];

/**
 * Bundles the server and its packages into dist/server. Node.js then reads a few files instead of about three thousand
 * modules, which takes a fraction of the time.
 */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  publicDir: false,
  envDir: false,
  plugins: [bundledRequires(), lazyChildProcess(), plainBuiltins(), oneGraphql()],
  // Only one copy of graphql may be loaded: its classes reject instances of another copy.
  resolve: { alias: [{ find: /^graphql\/(.+)\.js$/, replacement: 'graphql/$1.mjs' }] },
  ssr: { noExternal: true, external: WITH_FILES, resolve: { mainFields: ['main'] } },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
    license: { fileName: 'licenses.md' },
    // Classes of different modules may have the same name, and the schema and the database mapper use the name.
    rolldownOptions: { output: { entryFileNames: '[name].js', keepNames: true } },
  },
});

/** Bundles modules that our code loads as CommonJS. Fails the build when it no longer finds such code. */
function bundledRequires(): Plugin {
  const making = 'const require = createRequire(import.meta.url);';
  let isFound = false;
  return {
    name: 'bundled-requires',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.ts$/, code: making },
      handler: (code) => {
        isFound = true;
        return { code: code.replace(making, ''), map: null };
      },
    },
    buildEnd(error) {
      // When the build has failed already, its own error is reported.
      if (!error && !isFound)
        this.error(`No module contains \`${making}\` any more: change this plugin, or remove it.`);
    },
  };
}

/** Commander needs `node:child_process` only for commands that are programs of their own. Loading it takes 7 ms. */
function lazyChildProcess(): Plugin {
  const loading = "import childProcess from 'node:child_process';";
  const lazy =
    "const childProcess = { spawn: (...given) => process.getBuiltinModule('node:child_process').spawn(...given) };";
  let isFound = false;
  return {
    name: 'lazy-child-process',
    transform: {
      filter: { id: /\/commander\/lib\/command\.js$/ },
      handler: (code) => {
        isFound = code.includes(loading);
        return { code: code.replace(loading, lazy), map: null };
      },
    },
    buildEnd(error) {
      if (!error && !isFound)
        this.error(`Commander has no line \`${loading}\` any more: change this plugin, or remove it.`);
    },
  };
}

/**
 * Reads modules of Node.js as `require` does. An `import` reads every property of the module, and some load more code when
 * read: `node:http` loads undici, `node:util` the worker threads.
 */
function plainBuiltins(): Plugin {
  return {
    name: 'plain-builtins',
    renderChunk: (code) => ({
      code: code.replace(
        /^import (?:([\w$]+)(?:, )?)?(?:\{([^}]*)\})? from "([^"]+)";$/gm,
        (line, whole, named, name) => (isBuiltin(name) ? declaration(name, whole, named) : line),
      ),
      map: null,
    }),
  };
}

function declaration(name: string, whole = '', named = ''): string {
  const names = named.replace(/ as /g, ': ');
  const from = `globalThis.process.getBuiltinModule("${name}")`;
  if (names === '') return `const ${whole} = ${from};`;
  return whole === '' ? `const {${names}} = ${from};` : `const ${whole} = ${from}, {${names}} = ${whole};`;
}

/** Fails the build when a package brings a second copy of graphql in CommonJS. */
function oneGraphql(): Plugin {
  return {
    name: 'one-graphql',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
      const second = modules.find((id) => /\/node_modules\/graphql\/.+\.js$/.test(id));
      if (second) this.error(`A second copy of graphql is in the bundle, by ${second}.`);
    },
  };
}
