import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { once } from '../shared/once.ts';
import { orUserErrors } from '../shared/user-errors.ts';
import {
  ConfirmIdentityInput,
  ConfirmIdentityPayload,
  EndImpersonationInput,
  EndImpersonationPayload,
  ImpersonateInput,
  ImpersonatePayload,
} from './impersonation-types.ts';

@Resolver()
export class ImpersonationResolver {
  @Mutation(() => ConfirmIdentityPayload, {
    description: 'Proves anew who sits there, for what is too dangerous to be left to a session that somebody forgot.',
  })
  confirmIdentity(
    @Arg('input', () => ConfirmIdentityInput, { description: 'The proof.' }) input: ConfirmIdentityInput,
    @Ctx() context: Context,
  ): Promise<ConfirmIdentityPayload> {
    const { access, actor, address } = context;
    const { password, code = null, idempotencyKey = null } = input;
    return orUserErrors(() =>
      once(context, 'confirmIdentity', { idempotencyKey }, async () => {
        await access.impersonation.prove(actor, password, code, address);
        return { done: true };
      }),
    );
  }

  @Mutation(() => ImpersonatePayload, {
    description:
      'A token to see what another user sees. Administrative permissions, API keys, passwords and second factors stay out of reach.',
  })
  impersonate(
    @Arg('input', () => ImpersonateInput, { description: 'Whom, and why.' }) input: ImpersonateInput,
    @Ctx() context: Context,
  ): Promise<ImpersonatePayload> {
    const { userId, reason, minutes } = input;
    return orUserErrors(async () => {
      let given: { accessToken: string; expiresAt: Date } | undefined;
      await once(context, 'impersonate', input, async () => {
        given = await context.access.impersonation.start(context.actor, userId, reason, minutes);
        return {};
      });
      return { ...given };
    });
  }

  @Mutation(() => EndImpersonationPayload, { description: 'Ends acting as another user; send the token of that.' })
  endImpersonation(
    @Arg('input', () => EndImpersonationInput, { description: 'Nothing but a key for repeating it.' })
    input: EndImpersonationInput,
    @Ctx() context: Context,
  ): Promise<EndImpersonationPayload> {
    return orUserErrors(() =>
      once(context, 'endImpersonation', input, async () => {
        await context.access.impersonation.end(context.actor);
        return { done: true };
      }),
    );
  }
}
