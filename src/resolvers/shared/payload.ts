import { type ClassType, Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { UserError } from './user-errors.ts';

/** Base of the payload of every mutation. */
@InterfaceType('MutationPayload', {
  description: 'Result of a mutation: what changed, or the mistakes that the caller can correct.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Payload {
  @Field(() => [UserError], {
    description: 'Mistakes that the caller can correct, at most 50; empty when the mutation was carried out.',
  })
  userErrors!: readonly UserError[];

  @Field(() => Int, { description: 'Number of further mistakes that are not in `userErrors`.' })
  userErrorsOmitted!: number;
}

/** Marks the payload of a mutation. */
export function ResultOf(mutation: string): ClassDecorator {
  return ObjectType({ description: `Result of \`${mutation}\`.`, implements: Payload, simpleResolvers: true });
}

type Type = ClassType | BooleanConstructor | StringConstructor;
type ValueOf<T> = T extends BooleanConstructor
  ? boolean
  : T extends StringConstructor
    ? string
    : T extends ClassType<infer Value>
      ? Value
      : never;

/** Base class for a payload with one field besides `userErrors`. The field is null when there are user errors. */
export function payloadWith<Name extends string, T extends Type>(name: Name, type: T, description: string) {
  @ObjectType({ simpleResolvers: true })
  abstract class PayloadWith extends Payload {}
  Field(() => type, { nullable: true, description })(PayloadWith.prototype, name);
  return PayloadWith as unknown as ClassType<Payload & { [K in Name]?: ValueOf<T> | null }>;
}
