import { registerEnumType } from 'type-graphql';

/** Registers a GraphQL enum whose values are words of the domain, each with its meaning. */
export function wordsOf<T extends string>(name: string, description: string, words: Record<T, string>): Record<T, T> {
  const values = Object.fromEntries(Object.keys(words).map((word) => [word, word])) as Record<T, T>;
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(words).map(([word, meaning]) => [word, { description: meaning }]),
  );
  registerEnumType(values, { name, description, valuesConfig } as Parameters<typeof registerEnumType>[1]);
  return values;
}
