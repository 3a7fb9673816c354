import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { KEY_ONLY, MutationInput, ReasonedInput } from '../shared/mutation-input.ts';
import { Payload, payloadWith, ResultOf } from '../shared/payload.ts';

@InputType(KEY_ONLY)
class SetUpMfaInput extends MutationInput {}

@ResultOf('setUpMfa')
class SetUpMfaPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret in base32, to be typed in. It is shown here and never again.',
  })
  secret?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same as an address (otpauth://…), to be shown as a QR code.',
  })
  address?: string | null;
}

@InputType({ description: 'A first code of the app.' })
class ConfirmMfaInput extends MutationInput {
  @Field(() => String, { description: 'Six digits.' })
  code!: string;
}

@ResultOf('confirmMfa')
class ConfirmMfaPayload extends Payload {
  @Field(() => [String], {
    nullable: true,
    description: 'Ten codes for a user who loses the app, each good once. They are shown here and never again.',
  })
  recoveryCodes?: readonly string[] | null;
}

@InputType({ description: 'A code, as proof.' })
class DisableMfaInput extends ReasonedInput {
  @Field(() => String, { description: 'Six digits of the app, or a recovery code.' })
  code!: string;
}

@ResultOf('disableMfa')
class DisableMfaPayload extends payloadWith('done', Boolean, 'True when it was done.') {}

/** Codes are proven outside of a transaction: a wrong one counts, and a transaction that fails would undo the count. */
@Resolver()
export class SecondFactorResolver {
  @Mutation(() => SetUpMfaPayload, {
    description: 'A secret for an authenticator app (TOTP, RFC 6238). Nothing changes until `confirmMfa`.',
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
    description: 'Takes the second factor into use: every sign-in asks for a code.',
  })
  confirmMfa(
    @Arg('input', () => ConfirmMfaInput, { description: 'A first code.' }) input: ConfirmMfaInput,
    @Ctx() context: Context,
  ): Promise<ConfirmMfaPayload> {
    return mutate(context, 'confirmMfa', input, {
      secrets: ['code', 'recoveryCodes'],
      outside: async (actor, wanted) => ({ recoveryCodes: await context.access.secondFactors.confirm(actor, wanted) }),
    });
  }

  @Mutation(() => DisableMfaPayload, { description: 'Gives the second factor up.' })
  disableMfa(
    @Arg('input', () => DisableMfaInput, { description: 'A code, as proof.' }) input: DisableMfaInput,
    @Ctx() context: Context,
  ): Promise<DisableMfaPayload> {
    return mutate(context, 'disableMfa', input, {
      secrets: ['code'],
      outside: async (actor, wanted) => {
        await context.access.secondFactors.disable(actor, wanted);
        return { done: true };
      },
    });
  }
}
