import { Arg, Ctx, Field, GraphQLISODateTime, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { requireOwnAccount } from '../../domain/access/actor.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { KEY_ONLY, MutationInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';

@ObjectType({
  description: 'What to go on with after signing in. Neither token can be had again.',
  simpleResolvers: true,
})
export class SessionTokens {
  @Field(() => String, { description: 'Send it as `Authorization: Bearer`.' })
  accessToken!: string;

  @Field(() => GraphQLISODateTime, { description: 'When the access token stops being good.' })
  accessExpiresAt!: Date;

  @Field(() => String, { description: 'Give it to `refreshSession` for new tokens, once.' })
  refreshToken!: string;

  @Field(() => GraphQLISODateTime, { description: 'When the session ends, however often it was refreshed.' })
  refreshExpiresAt!: Date;
}

const TOKENS = 'The tokens; null when there are user errors.';

@InputType({ description: 'What to sign in with.' })
class SignInInput {
  @Field(() => String, { description: 'E-mail address of the user; upper or lower case.' })
  email!: string;

  @Field(() => String, { description: 'Password.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A code of the second factor, where the user has one: six digits, or a recovery code.',
  })
  code?: string | null;

  @Field(() => ID, { nullable: true, description: "Which of the user's workspaces; the first one when left out." })
  workspaceId?: string | null;
}

@ResultOf('signIn')
class SignInPayload extends payloadWith('tokens', SessionTokens, TOKENS) {}

@InputType({ description: 'A session to go on with.' })
class RefreshSessionInput {
  @Field(() => String, { description: 'The refresh token that was given last.' })
  refreshToken!: string;
}

@ResultOf('refreshSession')
class RefreshSessionPayload extends payloadWith('tokens', SessionTokens, TOKENS) {}

@InputType(KEY_ONLY)
class SignOutInput extends MutationInput {}

@ResultOf('signOut')
class SignOutPayload extends payloadWith('done', Boolean, 'True when it was done.') {}

@InputType(KEY_ONLY)
class SignOutEverywhereInput extends MutationInput {}

@ResultOf('signOutEverywhere')
class SignOutEverywherePayload extends payloadWith('done', Boolean, 'True when it was done.') {}

/**
 * Sessions. `signIn` and `refreshSession` take no idempotency key: their callers have no identity yet that a key could
 * belong to, and nothing of tokens is kept. They run outside of a transaction, for what they refuse is remembered.
 */
@Resolver()
export class SignInResolver {
  @Mutation(() => SignInPayload, {
    description: 'Signs in with a password. The answer is the same for whatever does not fit, and takes as long.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'What to sign in with.' }) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return mutate(context, 'signIn', input, {
      outside: async ({ address }, wanted) => ({
        tokens: await context.access.sessions.signIn({ ...wanted, address }),
      }),
    });
  }

  @Mutation(() => RefreshSessionPayload, {
    description:
      'New tokens for a refresh token, which is worthless then. One that is used a second time ends the session.',
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The refresh token.' }) input: RefreshSessionInput,
    @Ctx() context: Context,
  ): Promise<RefreshSessionPayload> {
    return mutate(context, 'refreshSession', input, {
      outside: async (_actor, { refreshToken }) => ({ tokens: await context.access.sessions.refresh(refreshToken) }),
    });
  }

  @Mutation(() => SignOutPayload, { description: 'Ends the session of the caller, on every node and on open sockets.' })
  signOut(
    @Arg('input', () => SignOutInput, KEY_ONLY) input: SignOutInput,
    @Ctx() context: Context,
  ): Promise<SignOutPayload> {
    return mutate(context, 'signOut', input, async (actor) => {
      await context.access.sessions.signOut(actor);
      return { done: true };
    });
  }

  @Mutation(() => SignOutEverywherePayload, { description: 'Ends every session of the user, this one too.' })
  signOutEverywhere(
    @Arg('input', () => SignOutEverywhereInput, KEY_ONLY) input: SignOutEverywhereInput,
    @Ctx() context: Context,
  ): Promise<SignOutEverywherePayload> {
    return mutate(context, 'signOutEverywhere', input, async (actor) => {
      requireOwnAccount(actor);
      await context.access.sessions.signOutEverywhere(actor);
      return { done: true };
    });
  }
}
