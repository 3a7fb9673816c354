import { type GraphQLInputType, type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';
import type { Root } from '../any-operation.ts';
import { rootField } from '../full-selection.ts';
import { cursorsOf, PROBES } from './feature-tenancies.ts';
import { CANARY, idsOf, type Tenant } from './tenant.ts';

/** One input of a root field with a value of another organisation, and with an unknown value of the same form. */
export interface ForeignInput {
  readonly path: string;
  readonly what: string;
  readonly foreign: string;
  readonly unknown: string;
}

const CURSORS = ['after', 'before'];
const KEY = 'idempotencyKey';

/** Paths of all inputs of a root field that name stored objects, such as `input.debateId`. */
export function referencePaths(schema: GraphQLSchema, root: Root, name: string): readonly string[] {
  const { local = [], texts = [] } = PROBES[root][name] ?? {};
  const found = rootField(schema, root, name).args.flatMap((arg) => pathsIn(arg.name, arg.type, []));
  const isLocal = (path: string) => local.some((prefix) => path === prefix || path.startsWith(`${prefix}.`));
  return [...found.filter((path) => !isLocal(path)), ...texts];
}

export function takesKey(schema: GraphQLSchema, root: Root, name: string): boolean {
  return referencePaths(schema, root, name).some((path) => path.endsWith(KEY));
}

/** All values of A in all inputs of the field that can take them. Idempotency keys are separate, because with them the mutation runs. */
export function foreignInputs(schema: GraphQLSchema, root: Root, name: string, a: Tenant): readonly ForeignInput[] {
  const paths = referencePaths(schema, root, name).filter((path) => !path.endsWith(KEY));
  return paths.flatMap((path) => kindOf(path, PROBES[root][name]?.texts, a).map((input) => ({ path, ...input })));
}

/** The arguments with a new value at the path. */
export function withValue(args: object, path: string, value: string): object {
  const [first = '', ...rest] = path.split('.');
  const inside = (args as Record<string, object | undefined>)[first] ?? {};
  return { ...args, [first]: rest.length === 0 ? value : withValue(inside, rest.join('.'), value) };
}

function kindOf(path: string, texts: readonly string[] = [], a: Tenant): Omit<ForeignInput, 'path'>[] {
  if (texts.includes(path)) return [{ what: 'text', foreign: `${CANARY}-word`, unknown: 'unheard-of-A-000000-word' }];
  const ids = Object.entries(idsOf(a)).map(([what, id]) => ({ what, foreign: id, unknown: likeIt(id) }));
  if (!CURSORS.includes(path.split('.').at(-1) ?? '')) return ids;
  return Object.entries(cursorsOf(a)).map(([what, cursor]) => {
    const place = ids.reduce(
      (text, id) => text.replaceAll(id.foreign, id.unknown),
      Buffer.from(cursor, 'base64url').toString(),
    );
    return { what: `cursor of ${what}`, foreign: cursor, unknown: Buffer.from(place).toString('base64url') };
  });
}

/** An unknown id of the same form. */
function likeIt(id: string): string {
  const [prefix, rest = ''] = id.split('_');
  return `${prefix}_${rest.replace(/[0-9a-z]/g, '0').replace(/^./, rest.startsWith('0') ? '9' : '0')}`;
}

function pathsIn(path: string, type: GraphQLInputType, above: readonly string[]): string[] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    if (above.includes(named.name)) return [];
    const fields = Object.values(named.getFields());
    return fields.flatMap((field) => pathsIn(`${path}.${field.name}`, field.type, [...above, named.name]));
  }
  const name = path.split('.').at(-1) ?? '';
  return named.name === 'ID' || CURSORS.includes(name) || name === KEY ? [path] : [];
}
