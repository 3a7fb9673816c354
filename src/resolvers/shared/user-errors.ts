import { Field, ObjectType, registerEnumType } from 'type-graphql';
import * as domain from '../../domain/shared/errors.ts';
import { USER_ERROR_CODES } from './error-codes.ts';

const UserErrorCode = Object.fromEntries(Object.keys(USER_ERROR_CODES).map((code) => [code, code])) as Record<
  domain.UserErrorCode,
  domain.UserErrorCode
>;
registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'Kind of a user error. Codes are stable: branch on codes, not on messages.',
  valuesConfig: Object.fromEntries(
    Object.entries(USER_ERROR_CODES).map(([code, description]) => [code, { description }]),
  ),
});

@ObjectType({ description: 'A mistake that the caller can correct.', simpleResolvers: true })
export class UserError {
  @Field(() => UserErrorCode, { description: 'Kind of mistake.' })
  code!: domain.UserErrorCode;

  @Field(() => [String], { description: 'Path of the input field concerned; empty when the whole input is concerned.' })
  field!: readonly string[];

  @Field(() => String, { description: 'Description of the mistake and its correction, in English.' })
  message!: string;
}

export type WithUserErrors<T extends object> = T & { userErrors: domain.UserErrorDetail[]; userErrorsOmitted: number };

/** Returns the payload, or the mistakes that the caller can correct. Rethrows all other errors. */
export async function orUserErrors<T extends object>(work: () => Promise<T>): Promise<WithUserErrors<T>> {
  try {
    return { ...(await work()), userErrors: [], userErrorsOmitted: 0 };
  } catch (error) {
    if (!(error instanceof domain.UserError)) throw error;
    return { userErrors: error.details, userErrorsOmitted: error.omitted } as unknown as WithUserErrors<T>;
  }
}
