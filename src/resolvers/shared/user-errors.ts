import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { type Problem, type ProblemCode, Refusal } from '../../domain/shared/errors.ts';
import { PROBLEM_CODES } from './error-codes.ts';

const UserErrorCode = Object.fromEntries(Object.keys(PROBLEM_CODES).map((code) => [code, code])) as Record<
  ProblemCode,
  ProblemCode
>;
registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'What kind of mistake a user error is. Codes are stable: branch on them, not on messages.',
  valuesConfig: Object.fromEntries(Object.entries(PROBLEM_CODES).map(([code, description]) => [code, { description }])),
});

@ObjectType({ description: 'A mistake the caller can mend.', simpleResolvers: true })
export class UserError {
  @Field(() => UserErrorCode, { description: 'What kind of mistake it is.' })
  code!: ProblemCode;

  @Field(() => [String], { description: 'Path of the input field concerned; empty when it concerns the whole input.' })
  field!: readonly string[];

  @Field(() => String, { description: 'What is wrong and what to do, in English.' })
  message!: string;
}

/** The payload, or the mistakes the caller can mend. Anything else is thrown on. */
export async function orUserErrors<T extends object>(work: () => Promise<T>): Promise<T & { userErrors: Problem[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof Refusal)
      return { userErrors: [...error.problems] } as unknown as T & { userErrors: Problem[] };
    throw error;
  }
}
