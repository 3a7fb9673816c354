import { type GraphQLSchema, getNamedType, getOperationAST, isInputObjectType, parse, typeFromAST } from 'graphql';

/** The operations of schema/operations by their names. */
export class DocumentedOperations {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly schema: GraphQLSchema;
  private readonly keyed = new Map<string, boolean>();

  constructor(schema: GraphQLSchema, texts: readonly string[]) {
    this.schema = schema;
    this.texts = new Map(texts.flatMap((text) => namesIn(text).map((name) => [name, text])));
  }

  textOf(name: string): string {
    const text = this.texts.get(name);
    if (text === undefined) throw new Error(`There is no operation ${name} in schema/operations.`);
    return text;
  }

  /** Whether the operation is a mutation that can be repeated under an idempotency key. */
  takesKey(name: string): boolean {
    const known = this.keyed.get(name) ?? this.hasKeyField(name);
    this.keyed.set(name, known);
    return known;
  }

  private hasKeyField(name: string): boolean {
    const operation = getOperationAST(parse(this.textOf(name)), name);
    const input = operation?.variableDefinitions?.find(({ variable }) => variable.name.value === 'input');
    const type = input && getNamedType(typeFromAST(this.schema, input.type));
    return isInputObjectType(type) && 'idempotencyKey' in type.getFields();
  }
}

/** Not parsed for this: the server starts with it. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/^(?:query|mutation|subscription) (\w+)/gm)].flatMap(([, name]) => name ?? []);
}
