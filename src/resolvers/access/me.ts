import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { type Credential, isServerOperator } from '../../domain/access/actor.ts';
import type { Permission } from '../../domain/access/permissions.ts';
import type { Context } from '../context.ts';
import { PermissionEnum } from '../shared/permission-enum.ts';
import { CredentialKindEnum } from './credential-kind.ts';
import { readUser, readWorkspace, User, Workspace } from './user-types.ts';

@ObjectType({ description: 'The identity of the caller and its permissions in the workspace.', simpleResolvers: true })
export class Me {
  @Field(() => ID, { description: 'Id of the organisation that owns the workspace, with the prefix `org_`.' })
  organisationId!: string;

  @Field(() => [String], { description: 'Names of the roles that apply to the request, as in `roles`.' })
  roles!: readonly string[];

  @Field(() => [PermissionEnum], { description: 'Permissions that the caller can use now.' })
  permissions!: readonly Permission[];

  @Field(() => [PermissionEnum], {
    description:
      'Permissions of the roles that the caller cannot use before it sets up a second factor. Empty when nothing is withheld.',
  })
  withheldPermissions!: readonly Permission[];

  @Field(() => CredentialKindEnum, { description: 'How the caller proved its identity. Never `NONE`.' })
  credential!: Credential;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the administrator who acts as this user; null without impersonation.',
  })
  impersonatorId!: string | null;
}

/** `user` and `workspace` are read only when they are selected. */
@Resolver(() => Me)
export class MeResolver {
  @Query(() => Me, { description: 'Identity and permissions of the caller.' })
  me(@Ctx() { actor }: Context): Me {
    const { organisationId, roles, permissions, withheld, credential, impersonatorId } = actor;
    const rights = { permissions: [...permissions], withheldPermissions: [...withheld] };
    return { organisationId, roles, ...rights, credential, impersonatorId };
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The user; null for a credential of the server or its machine (`API_TOKEN`, `LOCAL`), which belongs to no user.',
  })
  user(@Ctx() context: Context): Promise<User | null> | null {
    return isServerOperator(context.actor) ? null : readUser(context.actor.userId, context);
  }

  @FieldResolver(() => Workspace, {
    nullable: true,
    description: 'Workspace of the request. All results belong to it. Null when it does not exist any more.',
  })
  workspace(@Ctx() context: Context): Promise<Workspace | null> {
    return readWorkspace(context.actor.workspaceId, context);
  }
}
