import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of the custom scalars as JSON has them. */
const scalars = { DateTime: 'string', LocalDate: 'string', SafeInt: 'number', JSONObject: 'Record<string, unknown>' };

export default {
  schema: '../../schema/schema.graphql',
  generates: {
    'apollo/generated/': {
      preset: 'client',
      documents: 'apollo/documents.ts',
      config: { scalars, useTypeImports: true },
    },
    'apollo/generated/possible-types.ts': { plugins: ['fragment-matcher'] },
  },
} satisfies CodegenConfig;
