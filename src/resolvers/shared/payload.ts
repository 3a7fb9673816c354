import { type ClassType, Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { UserError } from './user-errors.ts';

/** Base of the payload of every mutation, and of the query that estimates one. */
@InterfaceType('MutationPayload', {
  description: 'Result of a mutation or of its estimate, or the mistakes that the caller can correct.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Payload {
  @Field(() => [UserError], {
    description:
      'Mistakes that the caller can correct, at most 50; empty when there are none. Of more than 50 the last says how many are left out.',
  })
  userErrors!: readonly UserError[];

  @Field(() => Int, { description: 'Number of mistakes that are left out of `userErrors`.' })
  userErrorsOmitted!: number;
}

/** Marks the payload of a mutation, or of the query that estimates one. */
export function ResultOf(field: string): ClassDecorator {
  return ObjectType({ description: `Result of \`${field}\`.`, implements: Payload, simpleResolvers: true });
}

type Type = ClassType | StringConstructor;
type ValueOf<T> = T extends StringConstructor ? string : T extends ClassType<infer Value> ? Value : never;

/** Base class for a payload with one field besides `userErrors`. The field is null when there are user errors. */
export function payloadWith<Name extends string, T extends Type>(name: Name, type: T, description: string) {
  @ObjectType({ simpleResolvers: true })
  abstract class PayloadWith extends Payload {}
  Field(() => type, { nullable: true, description })(PayloadWith.prototype, name);
  return PayloadWith as unknown as ClassType<Payload & { [K in Name]?: ValueOf<T> | null }>;
}
