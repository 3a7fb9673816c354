import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Paths of the fields that a document asks of each item of a list: `verdict`, `verdict.cruxes`. */
export type AskedFields = ReadonlySet<string>;

/** Levels below an item that are told apart, at least. */
const MAX_DEPTH = 3;

/**
 * The fields that the document asks of the items of a connection, through `nodes`, `edges { node }` and fragments. Fields that
 * a directive leaves out are among them: a list may read too much, never too little.
 */
export function askedFields({
  fieldNodes,
  fragments,
}: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): AskedFields {
  const paths = new Set<string>();
  const prefixes = ['nodes', 'edges.node'];
  for (const { selectionSet } of fieldNodes)
    collect(selectionSet, { fragments, paths, prefix: '', depth: 0, seen: new Set() });
  return new Set(
    [...paths].flatMap((path) =>
      prefixes.flatMap((prefix) => (path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : [])),
    ),
  );
}

interface Walk {
  readonly fragments: GraphQLResolveInfo['fragments'];
  readonly paths: Set<string>;
  readonly prefix: string;
  readonly depth: number;
  /** Fragments of this prefix: each is read once. */
  readonly seen: Set<string>;
}

function collect(set: SelectionSetNode | undefined, walk: Walk): void {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === 'InlineFragment') collect(selection.selectionSet, walk);
    else if (selection.kind === 'FragmentSpread') collectFragment(selection.name.value, walk);
    else {
      const path = `${walk.prefix}${selection.name.value}`;
      walk.paths.add(path);
      const depth = walk.depth + 1;
      // `edges.node` takes two levels.
      if (depth < MAX_DEPTH + 2)
        collect(selection.selectionSet, { ...walk, prefix: `${path}.`, depth, seen: new Set() });
    }
  }
}

function collectFragment(name: string, walk: Walk): void {
  if (walk.seen.has(name)) return;
  walk.seen.add(name);
  collect(walk.fragments[name]?.selectionSet, walk);
}

/** Of each field of a GraphQL type: the stored parts that it is made of, and how. */
export type FieldsOf<Type, Source, Part> = {
  readonly [Name in keyof Type]-?: { readonly parts: readonly Part[]; of(source: Source): Type[Name] };
};

interface Parts<Part> {
  readonly fields: Readonly<Record<string, { readonly parts: readonly Part[] }>>;
  /** Parts of other paths: of fields that are not in the table, and of those below a field that take more. */
  readonly more: Readonly<Record<string, readonly Part[]>>;
  readonly all: readonly Part[];
}

/** The stored parts to read for these fields; all of them for a field that is not known. */
export function partsFor<Part>(asked: AskedFields, { fields, more, all }: Parts<Part>): readonly Part[] {
  const parts = new Set<Part>();
  for (const path of asked) {
    const isBelow = path.includes('.') || path.startsWith('__');
    const unknown = isBelow ? [] : all;
    const known = ownValue(fields, path)?.parts ?? ownValue(more, path);
    for (const part of known ?? unknown) parts.add(part);
  }
  return [...parts];
}

function ownValue<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
