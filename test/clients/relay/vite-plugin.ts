import { type PluginItem, transformAsync } from '@babel/core';
import type { Plugin } from 'vite';

/** Puts the documents that the compiler of Relay has generated in the place of the `graphql` texts. */
export function relayDocuments(): Plugin {
  return {
    name: 'relay-documents',
    transform: {
      filter: { code: 'graphql`' },
      handler: async (code, filename) => {
        const plugins: PluginItem[] = [['relay', { artifactDirectory: './relay/generated', eagerEsModules: true }]];
        const result = await transformAsync(code, { filename, plugins, babelrc: false, configFile: false });
        return result?.code ? { code: result.code, map: null } : undefined;
      },
    },
  };
}
