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

/** Whether graphql-jit answers the operation as graphql-js does. */
export function isCompilable(schema: GraphQLSchema, document: DocumentNode, operationName: string): boolean {
  // A mutation has better things to wait for.
  if (getOperationAST(document, operationName || null)?.operation !== 'query') return false;
  return !needsTypes(schema, document) && !hasConditions(document);
}

/** Whether it asks what an abstract type is in an answer, which ours tell later than the compiled form waits for. */
function needsTypes(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isAbstract = false;
  const enter = () => {
    isAbstract ||= isAbstractType(getNamedType(types.getType()));
  };
  visit(document, visitWithTypeInfo(types, { Field: enter }));
  return isAbstract;
}

/** Whether `@skip` or `@include` stands in it: the compiled form forgets fragments then, and mixes up the order of fields. */
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
