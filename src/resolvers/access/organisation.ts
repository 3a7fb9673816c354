import { Arg, Ctx, Field, ID, InputType, Mutation, Query, Resolver, registerEnumType } from 'type-graphql';
import type { OrganisationRole } from '../../domain/access/organisation.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { ReasonedInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { toUser, User } from './user-types.ts';

const OrganisationRoleEnum = {
  ORGANISATION_ADMIN: 'organisation_admin',
  ORGANISATION_AUDITOR: 'organisation_auditor',
} as const satisfies Record<string, OrganisationRole>;

registerEnumType(OrganisationRoleEnum, {
  name: 'OrganisationRole',
  description: 'An account role that an administrator of the organisation gives.',
  valuesConfig: {
    ORGANISATION_ADMIN: {
      description: 'Manages users, custom roles and organisation roles, and reads the whole audit log.',
    },
    ORGANISATION_AUDITOR: { description: 'Reads the audit log of all workspaces.' },
  },
});

@InputType({ description: 'The new organisation roles of a user.' })
class SetOrganisationRolesInput extends ReasonedInput {
  @Field(() => ID, { description: 'Id of a user of the organisation.' })
  userId!: string;

  @Field(() => [OrganisationRoleEnum], {
    description: 'All organisation roles of the user, at most 10; empty for none.',
  })
  roles!: OrganisationRole[];
}

@ResultOf('setOrganisationRoles')
class SetOrganisationRolesPayload extends payloadWith('user', User, 'The user; null when there are user errors.') {}

@Resolver()
export class OrganisationResolver {
  @Query(() => [User], {
    description:
      'All users of the organisation, ordered by e-mail address. `roles` is empty for those who are no members of the workspace of the caller.',
  })
  async organisationUsers(@Ctx() { access, actor }: Context): Promise<readonly User[]> {
    return (await access.organisation.users(actor)).map(toUser);
  }

  @Mutation(() => SetOrganisationRolesPayload, {
    description: 'Replaces the organisation roles of a user. An organisation keeps at least one administrator.',
  })
  setOrganisationRoles(
    @Arg('input', () => SetOrganisationRolesInput, { description: 'The user and the roles.' })
    input: SetOrganisationRolesInput,
    @Ctx() context: Context,
  ): Promise<SetOrganisationRolesPayload> {
    return mutate(context, 'setOrganisationRoles', input, async (actor, wanted) => ({
      user: toUser(await context.access.organisation.setRoles(actor, wanted)),
    }));
  }
}
