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
  plugins: [bundledRequires(), oneGraphql()],
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
