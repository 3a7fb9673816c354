import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { once } from '../shared/once.ts';
import { orUserErrors } from '../shared/user-errors.ts';
import { DefineRoleInput, DefineRolePayload, DeleteRoleInput, DeleteRolePayload, Role } from './role-types.ts';

@Resolver()
export class RoleResolver {
  @Query(() => [Role], { description: 'The roles there are: the built-in ones, then those of the organisation.' })
  roles(@Ctx() { access, actor }: Context): Promise<readonly Role[]> {
    return access.roles.list(actor);
  }

  @Mutation(() => DefineRolePayload, {
    description: 'Makes a role of the organisation, or changes one. It cannot hold more than you do.',
  })
  defineRole(
    @Arg('input', () => DefineRoleInput, { description: 'The role.' }) input: DefineRoleInput,
    @Ctx() context: Context,
  ): Promise<DefineRolePayload> {
    const { name, includes, permissions } = input;
    const role = { name, includes: includes ?? [], permissions: permissions ?? [] };
    return orUserErrors(async () => ({
      role: await once(context, 'defineRole', input, () => context.access.roles.define(context.actor, role)),
    }));
  }

  @Mutation(() => DeleteRolePayload, {
    description: 'Takes a role of the organisation away from everybody who has it.',
  })
  deleteRole(
    @Arg('input', () => DeleteRoleInput, { description: 'Which.' }) input: DeleteRoleInput,
    @Ctx() context: Context,
  ): Promise<DeleteRolePayload> {
    return orUserErrors(() =>
      once(context, 'deleteRole', input, async () => {
        await context.access.roles.remove(context.actor, input.name, input.reason ?? undefined);
        return { done: true };
      }),
    );
  }
}
