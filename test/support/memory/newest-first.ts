export function newestFirst<T extends { readonly createdAt: Date }>(all: readonly T[]): readonly T[] {
  return all.toReversed().sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
}
