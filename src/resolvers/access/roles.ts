import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput, ReasonedInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';

@ObjectType({ description: 'A role, and all that it holds.', simpleResolvers: true })
export class Role {
  @Field(() => String, { description: 'Its name, as `setRoles` takes it.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether every organisation has it.' })
  isBuiltIn!: boolean;

  @Field(() => [String], {
    description: 'Roles that a custom role includes; of built-in ones see docs/permissions.md.',
  })
  includes!: readonly string[];

  @Field(() => [String], { description: 'All permissions that it holds, those of included roles too.' })
  permissions!: readonly string[];
}

@InputType({ description: 'A role of the organisation.' })
class DefineRoleInput extends MutationInput {
  @Field(() => String, { description: 'Its name: 2 to 40 of a-z, 0-9 and _. One that exists is changed.' })
  name!: string;

  @Field(() => [String], { nullable: true, description: 'Roles whose permissions it holds too.' })
  includes?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Permissions it holds besides.' })
  permissions?: string[] | null;
}

@ResultOf('defineRole')
class DefineRolePayload extends payloadWith('role', Role, 'The role; null when there are user errors.') {}

@InputType({ description: 'Which role is to be gone.' })
class DeleteRoleInput extends ReasonedInput {
  @Field(() => String, { description: 'Its name.' })
  name!: string;
}

@ResultOf('deleteRole')
class DeleteRolePayload extends payloadWith('done', Boolean, 'True when it is gone.') {}

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
    return mutate(context, 'defineRole', input, async (actor, wanted) => ({
      role: await context.access.roles.define(actor, wanted),
    }));
  }

  @Mutation(() => DeleteRolePayload, {
    description: 'Takes a role of the organisation away from everybody who has it.',
  })
  deleteRole(
    @Arg('input', () => DeleteRoleInput, { description: 'Which.' }) input: DeleteRoleInput,
    @Ctx() context: Context,
  ): Promise<DeleteRolePayload> {
    return mutate(context, 'deleteRole', input, async (actor, wanted) => {
      await context.access.roles.remove(actor, wanted);
      return { done: true };
    });
  }
}
