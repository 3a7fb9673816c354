import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Permission } from '../../domain/access/permissions.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput, ReasonedInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { PermissionEnum } from '../shared/permission-enum.ts';

@ObjectType({ description: 'A named set of permissions.', simpleResolvers: true })
export class Role {
  @Field(() => String, { description: 'Name, as used in `setRoles`.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether the role is built in and exists in every organisation.' })
  isBuiltIn!: boolean;

  @Field(() => [String], {
    description:
      'Names of the roles that a custom role includes; empty for a built-in role. For built-in roles see docs/permissions.md.',
  })
  includes!: readonly string[];

  @Field(() => [PermissionEnum], { description: 'All permissions of the role, including those of included roles.' })
  permissions!: readonly Permission[];
}

@InputType({ description: 'A custom role of the organisation.' })
class DefineRoleInput extends MutationInput {
  @Field(() => String, {
    description: 'Name: 2 to 40 characters of a-z, 0-9 and _. An existing role of this name is changed.',
  })
  name!: string;

  @Field(() => [String], { nullable: true, description: 'Names of roles to include, at most 100.' })
  includes?: string[] | null;

  @Field(() => [PermissionEnum], {
    nullable: true,
    description: 'Permissions in addition to those of included roles, at most 100.',
  })
  permissions?: Permission[] | null;
}

@ResultOf('defineRole')
class DefineRolePayload extends payloadWith('role', Role, 'The role; null when there are user errors.') {}

@InputType({ description: 'The role to delete.' })
class DeleteRoleInput extends ReasonedInput {
  @Field(() => String, { description: 'Name of the role.' })
  name!: string;
}

@ResultOf('deleteRole')
class DeleteRolePayload extends payloadWith(
  'deletedRoleName',
  String,
  'Name of the deleted role; null when there are user errors.',
) {}

@Resolver()
export class RoleResolver {
  @Query(() => [Role], { description: 'All roles: first the built-in ones, then those of the organisation.' })
  roles(@Ctx() { access, actor }: Context): Promise<readonly Role[]> {
    return access.roles.list(actor);
  }

  @Mutation(() => DefineRolePayload, {
    description: 'Creates or changes a role of the organisation. It cannot hold more permissions than the caller has.',
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
    description: 'Deletes a role of the organisation. Its members lose it.',
  })
  deleteRole(
    @Arg('input', () => DeleteRoleInput, { description: 'The role to delete.' }) input: DeleteRoleInput,
    @Ctx() context: Context,
  ): Promise<DeleteRolePayload> {
    return mutate(context, 'deleteRole', input, async (actor, wanted) => {
      await context.access.roles.remove(actor, wanted);
      return { deletedRoleName: wanted.name };
    });
  }
}
