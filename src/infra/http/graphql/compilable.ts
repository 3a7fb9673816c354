import {
  BREAK,
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Whether graphql-jit returns for the operation what graphql-js returns. */
export function isCompilable(schema: GraphQLSchema, document: DocumentNode, operationName: string): boolean {
  // Compiling a mutation would save nothing against the time it waits.
  if (getOperationAST(document, operationName || null)?.operation !== 'query') return false;
  return !needsTypes(schema, document) && !hasConditions(document);
}

/** Whether it selects from an abstract type. Our types are resolved asynchronously, which the compiled form does not await. */
function needsTypes(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isAbstract = false;
  const enter = () => {
    isAbstract ||= isAbstractType(getNamedType(types.getType()));
  };
  visit(document, visitWithTypeInfo(types, { Field: enter }));
  return isAbstract;
}

/** Whether it has `@skip` or `@include`: the compiled form then drops fragments and changes the order of fields. */
function hasConditions(document: DocumentNode): boolean {
  let has = false;
  visit(document, {
    Directive: () => {
      has = true;
      return BREAK;
    },
  });
  return has;
}
