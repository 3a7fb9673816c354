import { Arg, Ctx, Field, GraphQLISODateTime, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { KEY_ONLY, MutationInput } from '../shared/mutation-input.ts';
import { Payload, payloadWith, ResultOf } from '../shared/payload.ts';

@InputType({ description: 'A new proof of who the caller is.' })
class ConfirmIdentityInput extends MutationInput {
  @Field(() => String, { description: 'The password of the caller.' })
  password!: string;

  @Field(() => String, { nullable: true, description: 'A code of the second factor, where the caller has one.' })
  code?: string | null;
}

@ResultOf('confirmIdentity')
class ConfirmIdentityPayload extends payloadWith('done', Boolean, 'True when it counts, for five minutes.') {}

@InputType({ description: 'Whom to act as, and why.' })
class ImpersonateInput extends MutationInput {
  @Field(() => ID, { description: 'A member of the workspace who holds no more than you.' })
  userId!: string;

  @Field(() => String, { description: 'Why, in 10 to 500 characters. It goes into the audit log and stays there.' })
  reason!: string;

  @Field(() => Int, { defaultValue: 30, description: 'For how many minutes, 1 to 60.' })
  minutes!: number;
}

@ResultOf('impersonate')
class ImpersonatePayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description:
      'A token that acts as the user, less what is sensitive. It is shown here and never again, and cannot be refreshed.',
  })
  accessToken?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ends by itself.' })
  expiresAt?: Date | null;
}

@InputType(KEY_ONLY)
class EndImpersonationInput extends MutationInput {}

@ResultOf('endImpersonation')
class EndImpersonationPayload extends payloadWith('done', Boolean, 'True when it has ended.') {}

@Resolver()
export class ImpersonationResolver {
  @Mutation(() => ConfirmIdentityPayload, {
    description:
      'Proves anew who the caller is, for what is too dangerous for a session that was left open. It counts for five minutes.',
  })
  confirmIdentity(
    @Arg('input', () => ConfirmIdentityInput, { description: 'The proof.' }) input: ConfirmIdentityInput,
    @Ctx() context: Context,
  ): Promise<ConfirmIdentityPayload> {
    return mutate(context, 'confirmIdentity', input, {
      secrets: ['password', 'code'],
      // A wrong password counts, and a transaction that fails would undo the count.
      outside: async (actor, wanted) => {
        await context.access.impersonation.prove(actor, wanted);
        return { done: true };
      },
    });
  }

  @Mutation(() => ImpersonatePayload, {
    description:
      'A token to see what another user sees. Administrative permissions, API keys, passwords and second factors stay out of reach.',
  })
  impersonate(
    @Arg('input', () => ImpersonateInput, { description: 'Whom, and why.' }) input: ImpersonateInput,
    @Ctx() context: Context,
  ): Promise<ImpersonatePayload> {
    return mutate(context, 'impersonate', input, {
      secrets: ['accessToken'],
      work: (actor, wanted) => context.access.impersonation.start(actor, wanted),
    });
  }

  @Mutation(() => EndImpersonationPayload, { description: 'Ends acting as another user; send the token of that.' })
  endImpersonation(
    @Arg('input', () => EndImpersonationInput, KEY_ONLY) input: EndImpersonationInput,
    @Ctx() context: Context,
  ): Promise<EndImpersonationPayload> {
    return mutate(context, 'endImpersonation', input, async (actor) => {
      await context.access.impersonation.end(actor);
      return { done: true };
    });
  }
}
