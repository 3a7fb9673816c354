import type { ResultOf } from '@graphql-typed-document-node/core';
import { expectTypeOf, it } from 'vitest';
import type { DEBATE as ofTheClientPreset } from './apollo/documents.ts';
import type { Debate } from './genql/generated/index.ts';
import type { debatesDebateQuery } from './relay/generated/debatesDebateQuery.graphql.ts';
import type { DEBATE as ofGqlTada } from './urql/documents.ts';

/** The two types that `npm run typecheck` compares: of a custom scalar, and of a field of a part that can be null. */
interface Expected {
  readonly createdAt: string;
  readonly winner: string | undefined;
}

interface Read {
  readonly createdAt: unknown;
  readonly winner?: { readonly label: unknown } | null;
}

type Found<Result extends { readonly debate?: Read | null }> = Shown<NonNullable<Result['debate']>>;

interface Shown<Shape extends Read> {
  readonly createdAt: Shape['createdAt'];
  readonly winner: NonNullable<Shape['winner']>['label'] | undefined;
}

it('generated types have the fields and scalars of the schema', () => {
  expectTypeOf<Found<ResultOf<typeof ofTheClientPreset>>>().toEqualTypeOf<Expected>();
  expectTypeOf<Found<ResultOf<typeof ofGqlTada>>>().toEqualTypeOf<Expected>();
  expectTypeOf<Found<debatesDebateQuery['response']>>().toEqualTypeOf<Expected>();
  expectTypeOf<Shown<Debate>>().toEqualTypeOf<Expected>();
});
