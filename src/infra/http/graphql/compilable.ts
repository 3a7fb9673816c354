import {
  BREAK,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Whether graphql-jit returns for the operation what graphql-js returns. */
export function isCompilable(schema: GraphQLSchema, document: DocumentNode, operationName: string): boolean {
  // Compiling a mutation would save nothing against the time it waits.
  if (getOperationAST(document, operationName || null)?.operation !== 'query') return false;
  return !needsTypes(schema, document) && !hasConditions(document) && !takesOneOf(schema, document);
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

/** Whether it takes an input with exactly one field, at any depth: the compiled form accepts any number of fields. */
function takesOneOf(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let takes = false;
  const enter = () => {
    const args = types.getFieldDef()?.args ?? [];
    takes ||= args.some(({ type }) => isWithinOneOf(type, new Set()));
  };
  visit(document, visitWithTypeInfo(types, { Field: enter }));
  return takes;
}

function isWithinOneOf(type: GraphQLInputType, seen: Set<string>): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return named.isOneOf || Object.values(named.getFields()).some((field) => isWithinOneOf(field.type, seen));
}
