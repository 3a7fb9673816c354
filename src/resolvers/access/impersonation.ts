import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { KEY_ONLY, MutationInput, ONCE } from '../shared/mutation-input.ts';
import { Payload, payloadWith, ResultOf } from '../shared/payload.ts';
import { DateTime } from '../shared/scalars.ts';
import { readUser, User } from './user-types.ts';

@InputType({ description: 'A fresh proof of identity.' })
class ConfirmIdentityInput extends MutationInput {
  @Field(() => String, { description: 'Password of the caller.' })
  password!: string;

  @Field(() => String, { nullable: true, description: 'Code of the second factor; required when the caller has one.' })
  code?: string | null;
}

@ResultOf('confirmIdentity')
class ConfirmIdentityPayload extends Payload {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Time when the proof expires, five minutes after the request; null when there are user errors.',
  })
  confirmedUntil?: Date | null;
}

@InputType({ description: 'The user to act as, and the reason.' })
class ImpersonateInput extends MutationInput {
  @Field(() => ID, { description: 'A member of the workspace with no more permissions than the caller.' })
  userId!: string;

  @Field(() => String, { description: 'Reason, 10 to 500 characters. It is stored in the audit log permanently.' })
  reason!: string;

  @Field(() => Int, { defaultValue: 30, description: 'Duration in minutes, 1 to 60.' })
  minutes!: number;
}

@ResultOf('impersonate')
class ImpersonatePayload extends payloadWith('user', User, 'The user to act as; null when there are user errors.') {
  @Field(() => String, {
    nullable: true,
    description: `Access token of the user without sensitive permissions. It cannot be refreshed. ${ONCE}`,
  })
  accessToken?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time when the token expires; null when there are user errors.',
  })
  expiresAt?: Date | null;
}

@InputType(KEY_ONLY)
class EndImpersonationInput extends MutationInput {}

@ResultOf('endImpersonation')
class EndImpersonationPayload extends payloadWith(
  'user',
  User,
  'The user whose impersonation ended; null when there are user errors.',
) {}

@Resolver()
export class ImpersonationResolver {
  @Mutation(() => ConfirmIdentityPayload, {
    description:
      'Proves the identity of the caller again, for operations that are too dangerous for a session that was left open. Valid for five minutes.',
  })
  confirmIdentity(
    @Arg('input', () => ConfirmIdentityInput, { description: 'The fresh proof.' }) input: ConfirmIdentityInput,
    @Ctx() context: Context,
  ): Promise<ConfirmIdentityPayload> {
    return mutate(context, 'confirmIdentity', input, {
      secrets: ['password', 'code'],
      // Failed attempts are counted. A transaction would roll the count back.
      outside: async (actor, wanted) => ({
        confirmedUntil: await context.access.impersonation.prove(actor, wanted),
      }),
    });
  }

  @Mutation(() => ImpersonatePayload, {
    description:
      'Creates a token that acts as another user. It gives no access to administrative permissions, API keys, passwords and second factors.',
  })
  impersonate(
    @Arg('input', () => ImpersonateInput, { description: 'The user, and the reason.' }) input: ImpersonateInput,
    @Ctx() context: Context,
  ): Promise<ImpersonatePayload> {
    return mutate(context, 'impersonate', input, {
      secrets: ['accessToken'],
      work: async (actor, wanted) => {
        const token = await context.access.impersonation.start(actor, wanted);
        return { user: await readUser(wanted.userId, context), ...token };
      },
    });
  }

  @Mutation(() => EndImpersonationPayload, {
    description: 'Ends an impersonation. Call it with the token of the impersonation.',
  })
  endImpersonation(
    @Arg('input', () => EndImpersonationInput, KEY_ONLY) input: EndImpersonationInput,
    @Ctx() context: Context,
  ): Promise<EndImpersonationPayload> {
    return mutate(context, 'endImpersonation', input, async (actor) => {
      await context.access.impersonation.end(actor);
      return { user: await readUser(actor.userId, context) };
    });
  }
}
