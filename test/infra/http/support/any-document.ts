import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

type Pick = (most: number) => number;
const DEEPEST = 5;
/** Values that should not be accepted without a check. */
const TEXTS = [
  '',
  'dbt_1',
  "' or 1=1 --",
  '%00',
  '../../etc/passwd',
  '{{7*7}}',
  '\\u0000',
  '𝕏'.repeat(50),
  'x'.repeat(3_000),
  '2026-02-30T25:00:00Z',
  '-1',
];
const NUMBERS = ['0', '1', '-1', '100', '101', '2147483647', '2147483648', '1e400', '0.1', 'null'];
const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '"',
  '"""',
  '...',
  '@skip(if: true)',
  '@nothing',
  '$x',
  '#',
  '\u0000',
  'fragment A on Query',
  '😀',
  '!',
  '__schema',
];

/** Documents of the schema. Most are valid, many hold invalid values, and some have damaged text. */
export function anyDocument(schema: GraphQLSchema): fc.Arbitrary<string> {
  return fc.gen().map((gen) => {
    const pick: Pick = (most) => gen(fc.nat, { max: most });
    const [word, type] = [
      ['query', schema.getQueryType()],
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
      ['subscription', schema.getSubscriptionType()],
    ][pick(3)] as ['query', ReturnType<GraphQLSchema['getQueryType']>];
    const text = type ? `${word} ${selection(schema, type, pick, 0)}` : '';
    return pick(4) === 0 ? torn(text, pick) : text;
  });
}

function selection(schema: GraphQLSchema, type: GraphQLOutputType, pick: Pick, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isAbstractType(named)) {
    const possible = schema.getPossibleTypes(named);
    const one = possible[pick(possible.length - 1)];
    return one ? `{ __typename ... on ${one.name} ${selection(schema, one, pick, depth + 1)} }` : '{ __typename }';
  }
  if (!isObjectType(named) || depth >= DEEPEST) return '{ __typename }';
  const fields = Object.values(named.getFields());
  const count = depth === 0 ? 1 + pick(1) : 1 + pick(4);
  const chosen = Array.from({ length: count }, () => fields[pick(fields.length - 1)]);
  return `{ ${chosen.map((field) => (field ? asked(schema, field, pick, depth) : '')).join(' ')} __typename }`;
}

function asked(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, pick: Pick, depth: number): string {
  const alias = pick(2) === 0 ? `a${pick(999)}: ` : '';
  return `${alias}${field.name}${given(field.args, pick)} ${selection(schema, field.type, pick, depth + 1)}`;
}

function given(args: readonly GraphQLArgument[], pick: Pick): string {
  const some = args.filter(({ type }) => isNonNullType(type) || pick(1) === 0);
  return some.length === 0 ? '' : `(${some.map(({ name, type }) => `${name}: ${value(type, pick, 0)}`).join(', ')})`;
}

function value(type: GraphQLInputType, pick: Pick, depth: number): string {
  if (pick(19) === 0) return ['null', '7', '"text"', '[]', '{}', 'WORD', '$x'][pick(6)] ?? 'null';
  if (isNonNullType(type)) return value(type.ofType, pick, depth);
  if (isListType(type)) return `[${Array.from({ length: pick(2) }, () => value(type.ofType, pick, depth)).join(', ')}]`;
  if (isEnumType(type)) return type.getValues()[pick(type.getValues().length - 1)]?.name ?? 'NONE';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((one) => isNonNullType(one.type) || pick(2) === 0);
    const inner = depth > DEEPEST ? [] : fields.map((one) => `${one.name}: ${value(one.type, pick, depth + 1)}`);
    return `{${inner.join(', ')}}`;
  }
  if (type.name === 'Boolean') return pick(1) === 0 ? 'true' : 'false';
  if (['Int', 'Float', 'SafeInt'].includes(type.name)) return NUMBERS[pick(NUMBERS.length - 1)] ?? '0';
  return `"${TEXTS[pick(TEXTS.length - 1)]}"`;
}

/** Damages the text: a piece is removed, inserted or repeated. */
function torn(text: string, pick: Pick): string {
  const at = pick(text.length);
  const piece = [PIECES[pick(PIECES.length - 1)] ?? '', text.slice(pick(at), at), ''][pick(2)];
  return `${text.slice(0, at)}${piece}${text.slice(at + pick(5))}`;
}
