import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { KEY_ONLY, MutationInput, ONCE, ReasonedInput } from '../shared/mutation-input.ts';
import { Payload, payloadWith, ResultOf } from '../shared/payload.ts';
import { readUser, User } from './user-types.ts';

@InputType(KEY_ONLY)
class SetUpMfaInput extends MutationInput {}

@ResultOf('setUpMfa')
class SetUpMfaPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: `Secret in base32, to type into the app. ${ONCE}`,
  })
  secret?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The secret as an otpauth:// address, to show as a QR code. ${ONCE}`,
  })
  address?: string | null;
}

@InputType({ description: 'A first code from the app.' })
class ConfirmMfaInput extends MutationInput {
  @Field(() => String, { description: 'Six digits.' })
  code!: string;
}

@ResultOf('confirmMfa')
class ConfirmMfaPayload extends payloadWith(
  'user',
  User,
  'The caller, who has a second factor now; null when there are user errors.',
) {
  @Field(() => [String], {
    nullable: true,
    description:
      'Ten recovery codes for a user who loses the app. Each works once. They are returned only once: null in the result of a repeated request, and when there are user errors.',
  })
  recoveryCodes?: readonly string[] | null;
}

@InputType({ description: 'A code as proof.' })
class DisableMfaInput extends ReasonedInput {
  @Field(() => String, { description: 'Six digits from the app, or a recovery code.' })
  code!: string;
}

@ResultOf('disableMfa')
class DisableMfaPayload extends payloadWith(
  'user',
  User,
  'The caller, who has no second factor any more; null when there are user errors.',
) {}

/** Codes are checked outside of a transaction. Failed attempts are counted, and a rollback would undo the count. */
@Resolver()
export class SecondFactorResolver {
  @Mutation(() => SetUpMfaPayload, {
    description: 'Creates a secret for an authenticator app (TOTP, RFC 6238). It has no effect until `confirmMfa`.',
  })
  setUpMfa(
    @Arg('input', () => SetUpMfaInput, KEY_ONLY) input: SetUpMfaInput,
    @Ctx() context: Context,
  ): Promise<SetUpMfaPayload> {
    return mutate(context, 'setUpMfa', input, {
      secrets: ['secret', 'address'],
      work: (actor) => context.access.secondFactors.setUp(actor),
    });
  }

  @Mutation(() => ConfirmMfaPayload, {
    description: 'Activates the second factor. From now on every sign-in requires a code.',
  })
  confirmMfa(
    @Arg('input', () => ConfirmMfaInput, { description: 'A first code from the app.' }) input: ConfirmMfaInput,
    @Ctx() context: Context,
  ): Promise<ConfirmMfaPayload> {
    return mutate(context, 'confirmMfa', input, {
      secrets: ['code', 'recoveryCodes'],
      outside: async (actor, wanted) => {
        const recoveryCodes = await context.access.secondFactors.confirm(actor, wanted);
        return { user: await readUser(actor.userId, context), recoveryCodes };
      },
    });
  }

  @Mutation(() => DisableMfaPayload, { description: 'Removes the second factor.' })
  disableMfa(
    @Arg('input', () => DisableMfaInput, { description: 'A code as proof.' }) input: DisableMfaInput,
    @Ctx() context: Context,
  ): Promise<DisableMfaPayload> {
    return mutate(context, 'disableMfa', input, {
      secrets: ['code'],
      outside: async (actor, wanted) => {
        await context.access.secondFactors.disable(actor, wanted);
        return { user: await readUser(actor.userId, context) };
      },
    });
  }
}
