import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { once } from '../shared/once.ts';
import { orUserErrors } from '../shared/user-errors.ts';
import {
  ConfirmMfaInput,
  ConfirmMfaPayload,
  DisableMfaInput,
  DisableMfaPayload,
  SetUpMfaInput,
  SetUpMfaPayload,
} from './second-factor-types.ts';

@Resolver()
export class SecondFactorResolver {
  @Mutation(() => SetUpMfaPayload, {
    description: 'A secret for an authenticator app (TOTP, RFC 6238). Nothing changes until `confirmMfa`.',
  })
  setUpMfa(
    @Arg('input', () => SetUpMfaInput, { description: 'Nothing but a key for repeating it.' }) input: SetUpMfaInput,
    @Ctx() context: Context,
  ): Promise<SetUpMfaPayload> {
    return orUserErrors(async () => {
      let shown: { secret: string; address: string } | undefined;
      await once(context, 'setUpMfa', input, async () => {
        shown = await context.access.secondFactors.setUp(context.actor);
        return {};
      });
      return { ...shown };
    });
  }

  @Mutation(() => ConfirmMfaPayload, {
    description: 'Takes the second factor into use: every sign-in asks for a code.',
  })
  confirmMfa(
    @Arg('input', () => ConfirmMfaInput, { description: 'A first code.' }) {
      code,
      idempotencyKey = null,
    }: ConfirmMfaInput,
    @Ctx() context: Context,
  ): Promise<ConfirmMfaPayload> {
    return orUserErrors(async () => {
      let recoveryCodes: readonly string[] | null = null;
      await once(context, 'confirmMfa', { idempotencyKey }, async () => {
        recoveryCodes = await context.access.secondFactors.confirm(context.actor, code);
        return {};
      });
      return { recoveryCodes };
    });
  }

  @Mutation(() => DisableMfaPayload, { description: 'Gives the second factor up.' })
  disableMfa(
    @Arg('input', () => DisableMfaInput, { description: 'A code, as proof.' }) input: DisableMfaInput,
    @Ctx() context: Context,
  ): Promise<DisableMfaPayload> {
    const { code, reason, idempotencyKey = null } = input;
    return orUserErrors(() =>
      once(context, 'disableMfa', { idempotencyKey }, async () => {
        await context.access.secondFactors.disable(context.actor, code, reason ?? undefined);
        return { done: true };
      }),
    );
  }
}
