import { Field, InputType } from 'type-graphql';

/** Base of the input of every mutation with a side effect. */
@InputType()
export abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Makes the request safe to repeat. For 24 hours, the same key with the same input returns the first result without a second effect.',
  })
  idempotencyKey?: string | null;
}

/** Base of the input of a mutation that cannot be undone. */
@InputType()
export abstract class ReasonedInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'Reason, 1 to 500 characters. It is stored in the audit log permanently.',
  })
  reason?: string | null;
}

/** Ends the description of a secret in a payload. */
export const ONCE =
  'It is returned only once: null in the result of a repeated request, and when there are user errors.';

/** Description of an input without fields of its own. */
export const KEY_ONLY = { description: 'Only an idempotency key.' };
