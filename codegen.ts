import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types the documented operations, for the command line and the tests. Strings need no GraphQL library to send. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'schema/operations/**/*.graphql',
  generates: {
    'src/cli/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsConst: true,
        importExtension: '.ts',
        emitLegacyCommonJSImports: false,
        useTypeImports: true,
        scalars: {
          DateTime: 'string',
          ID: 'string',
          LocalDate: 'string',
          SafeInt: 'number',
          JSONObject: 'Record<string, unknown>',
        },
      },
    },
  },
};

export default config;
