import { type GraphQLSchema, isInputObjectType } from 'graphql';

const INPUTS = new Set<string>();

/** Marks an input type that takes exactly one of its fields. All of its fields are nullable. */
export function OneOf(): ClassDecorator {
  return (type) => void INPUTS.add(type.name);
}

/** Makes the marked types `@oneOf`, which type-graphql cannot express. */
export function markOneOf(schema: GraphQLSchema): GraphQLSchema {
  for (const name of INPUTS) {
    const type = schema.getType(name);
    if (isInputObjectType(type)) type.isOneOf = true;
  }
  return schema;
}
