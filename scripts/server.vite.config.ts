import { defineConfig, type Plugin } from 'vite';

/** These find files of their own beside themselves: WebAssembly, or an add-on. */
const WITH_FILES = ['@electric-sql/pglite', '@electric-sql/pglite-prepopulatedfs', 'argon2'];

/**
 * Bundles the server and the packages it uses into dist/server: some three thousand modules are read there as few files, which
 * takes a fraction of the time.
 */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  publicDir: false,
  envDir: false,
  plugins: [bundledRequires(), oneGraphql()],
  // Of graphql there may be one copy only: its classes tell by themselves what is theirs.
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
    // Classes of different modules may have the same name, and the schema and the database mapper go by it.
    rolldownOptions: { output: { entryFileNames: '[name].js', keepNames: true } },
  },
});

/** What a module of ours loads as CommonJS is bundled as CommonJS too. Fails the build when it finds no such module any more. */
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
      // What has failed already is told by itself.
      if (!error && !isFound)
        this.error(`No module says \`${making}\` any more: change this plugin with them, or take it out.`);
    },
  };
}

/** Fails the build when a package brings graphql in CommonJS, beside the copy that all others share. */
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
