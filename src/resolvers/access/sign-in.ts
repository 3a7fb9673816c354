import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { requireOwnAccount } from '../../domain/access/actor.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { KEY_ONLY, MutationInput } from '../shared/mutation-input.ts';
import { Payload, payloadWith, ResultOf } from '../shared/payload.ts';
import { DateTime } from '../shared/scalars.ts';

@ObjectType({
  description: 'The tokens of a session. Each token is returned only once.',
  simpleResolvers: true,
})
export class SessionTokens {
  @Field(() => String, { description: 'Token to send as `Authorization: Bearer`.' })
  accessToken!: string;

  @Field(() => DateTime, { description: 'Time when the access token expires.' })
  accessExpiresAt!: Date;

  @Field(() => String, { description: 'Token for `refreshSession`. It works once.' })
  refreshToken!: string;

  @Field(() => DateTime, { description: 'Time when the session ends. Refreshing does not extend it.' })
  refreshExpiresAt!: Date;
}

const TOKENS = 'The tokens; null when there are user errors.';

@InputType({ description: 'The credentials.' })
class SignInInput {
  @Field(() => String, { description: 'E-mail address of the user. Case does not matter.' })
  email!: string;

  @Field(() => String, { description: 'Password.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the second factor: six digits, or a recovery code. Required when the user has a second factor.',
  })
  code?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Workspace to sign in to. Default: the first workspace of the user.',
  })
  workspaceId?: string | null;
}

@ResultOf('signIn')
class SignInPayload extends payloadWith('tokens', SessionTokens, TOKENS) {}

@InputType({ description: 'The session to refresh.' })
class RefreshSessionInput {
  @Field(() => String, { description: 'The latest refresh token.' })
  refreshToken!: string;
}

@ResultOf('refreshSession')
class RefreshSessionPayload extends payloadWith('tokens', SessionTokens, TOKENS) {}

@InputType(KEY_ONLY)
class SignOutInput extends MutationInput {}

@ResultOf('signOut')
class SignOutPayload extends Payload {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Time when the session ended; null when there are user errors.',
  })
  endedAt?: Date | null;
}

@InputType(KEY_ONLY)
class SignOutEverywhereInput extends MutationInput {}

@ResultOf('signOutEverywhere')
class SignOutEverywherePayload extends Payload {
  @Field(() => Int, {
    nullable: true,
    description:
      'Number of sessions that ended: those of the user, the current one too, and those that the user opened as another user; null when there are user errors.',
  })
  endedSessionCount?: number | null;
}

/**
 * Sessions. `signIn` and `refreshSession` take no idempotency key: their callers have no identity that a key could belong
 * to, and tokens are never stored. They run outside of a transaction, because failed attempts must be stored.
 */
@Resolver()
export class SignInResolver {
  @Mutation(() => SignInPayload, {
    description: 'Signs in with a password. All wrong credentials give the same error after the same time.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'The credentials.' }) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return mutate(context, 'signIn', input, {
      outside: async ({ address }, wanted) => ({
        tokens: await context.access.sessions.signIn({ ...wanted, address }),
      }),
    });
  }

  @Mutation(() => RefreshSessionPayload, {
    description: 'Exchanges a refresh token for new tokens. Using a refresh token a second time ends the session.',
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The refresh token.' }) input: RefreshSessionInput,
    @Ctx() context: Context,
  ): Promise<RefreshSessionPayload> {
    return mutate(context, 'refreshSession', input, {
      outside: async (_actor, { refreshToken }) => ({ tokens: await context.access.sessions.refresh(refreshToken) }),
    });
  }

  @Mutation(() => SignOutPayload, { description: 'Ends the session of the caller on all nodes and open sockets.' })
  signOut(
    @Arg('input', () => SignOutInput, KEY_ONLY) input: SignOutInput,
    @Ctx() context: Context,
  ): Promise<SignOutPayload> {
    return mutate(context, 'signOut', input, async (actor) => ({
      endedAt: await context.access.sessions.signOut(actor),
    }));
  }

  @Mutation(() => SignOutEverywherePayload, {
    description:
      'Ends all sessions of the user, including the current one, and those that it opened as another user. API keys stay valid: `revokeApiKey` ends them.',
  })
  signOutEverywhere(
    @Arg('input', () => SignOutEverywhereInput, KEY_ONLY) input: SignOutEverywhereInput,
    @Ctx() context: Context,
  ): Promise<SignOutEverywherePayload> {
    return mutate(context, 'signOutEverywhere', input, async (actor) => {
      requireOwnAccount(actor);
      return { endedSessionCount: await context.access.sessions.signOutEverywhere(actor) };
    });
  }
}
