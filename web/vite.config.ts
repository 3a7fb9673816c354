import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the playground into dist/web; the server serves that folder under /playground/. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/playground/',
  plugins: [react()],
  // The GraphQL and JSON workers load parts of themselves on demand, which the default worker format cannot do.
  worker: { format: 'es' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // The notices of everything bundled go with it.
    license: { fileName: 'licenses.md' },
    // Monaco is one large part by nature; "use no memo" is for a compiler that does not run here.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
