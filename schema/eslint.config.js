import graphql from '@graphql-eslint/eslint-plugin';

const { configs, parser } = graphql;
const schema = 'schema/schema.graphql';
const documents = 'schema/operations/**/*.graphql';

/** Rules for a set of files, with the schema that they are read by. */
function rulesFor(files, rules) {
  const graphQLConfig = { schema, documents };
  return {
    files: [files],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser, parserOptions: { graphQLConfig } },
    rules,
  };
}

/** The descriptions that a reader of the schema, and the playground, depend on. */
const described = {
  types: true,
  DirectiveDefinition: true,
  FieldDefinition: true,
  InputValueDefinition: true,
  EnumValueDefinition: true,
};

export default [
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  rulesFor(schema, {
    ...configs['flat/schema-recommended'].rules,
    ...configs['flat/schema-relay'].rules,
    '@graphql-eslint/require-description': ['error', described],
    // What is unique only within its parent has a `key`, and is no Node.
    '@graphql-eslint/strict-id-in-types': 'off',
    // It allows no list but those of edges; ours without cursors, such as `nodes` and `options`, are none.
    '@graphql-eslint/relay-edge-types': 'off',
  }),
  rulesFor(documents, configs['flat/operations-recommended'].rules),
];
