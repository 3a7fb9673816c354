import { Field, InputType } from 'type-graphql';

/** What the input of every mutation with a side effect has. */
@InputType()
export abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Makes the request safe to repeat: for 24 hours the same key with the same input returns the first result and does nothing.',
  })
  idempotencyKey?: string | null;
}

/** The same for a mutation that cannot be undone. */
@InputType()
export abstract class ReasonedInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why, in 1 to 500 characters. It goes into the audit log and stays there.',
  })
  reason?: string | null;
}

/** How the input of a mutation is described that needs nothing to be said. */
export const KEY_ONLY = { description: 'Nothing but a key for repeating it.' };
