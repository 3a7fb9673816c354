import { Field, ObjectType, registerEnumType } from 'type-graphql';
import * as domain from '../../domain/shared/errors.ts';
import { USER_ERROR_CODES } from './error-codes.ts';

const UserErrorCode = Object.fromEntries(Object.keys(USER_ERROR_CODES).map((code) => [code, code])) as Record<
  domain.UserErrorCode,
  domain.UserErrorCode
>;
registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'What kind of mistake a user error is. Codes are stable: branch on them, not on messages.',
  valuesConfig: Object.fromEntries(
    Object.entries(USER_ERROR_CODES).map(([code, description]) => [code, { description }]),
  ),
});

@ObjectType({ description: 'A mistake the caller can mend.', simpleResolvers: true })
export class UserError {
  @Field(() => UserErrorCode, { description: 'What kind of mistake it is.' })
  code!: domain.UserErrorCode;

  @Field(() => [String], { description: 'Path of the input field concerned; empty when it concerns the whole input.' })
  field!: readonly string[];

  @Field(() => String, { description: 'What is wrong and what to do, in English.' })
  message!: string;
}

export type WithUserErrors<T extends object> = T & { userErrors: domain.UserErrorDetail[] };

/** The payload, or the mistakes the caller can correct. Every other error is thrown on. */
export async function orUserErrors<T extends object>(work: () => Promise<T>): Promise<WithUserErrors<T>> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof domain.UserError) return { userErrors: [...error.details] } as unknown as WithUserErrors<T>;
    throw error;
  }
}
