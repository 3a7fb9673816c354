import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { may } from '../../domain/access/actor.ts';
import type * as domain from '../../domain/access/invitation.ts';
import type { InvitationStatus } from '../../domain/access/invitation.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput, ONCE } from '../shared/mutation-input.ts';
import { Node } from '../shared/node.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { DateTime } from '../shared/scalars.ts';
import { wordsOf } from '../shared/words-enum.ts';

const InvitationStatusEnum = wordsOf<InvitationStatus>('InvitationStatus', 'State of an invitation.', {
  PENDING: 'The invited person can accept it until it expires.',
  ACCEPTED: 'The invited person is a member.',
  DECLINED: 'The invited person declined it.',
  WITHDRAWN: 'An administrator withdrew it, or replaced it by a newer one.',
});

@ObjectType({
  description: 'An offer of roles in a workspace. It makes a member only when the invited person accepts it.',
  implements: Node,
  simpleResolvers: true,
})
export class Invitation extends Node {
  @Field(() => ID, { description: 'Id with the prefix `inv_`.' })
  declare id: string;

  @Field(() => String, { description: 'E-mail address of the invited person, in lower case.' })
  email!: string;

  @Field(() => String, { description: 'Display name for an account that is created with it, 1 to 100 characters.' })
  name!: string;

  @Field(() => [String], { description: 'Names of the offered roles, as in `roles`.' })
  roles!: readonly string[];

  @Field(() => ID, {
    description: 'Id of the workspace, with the prefix `wsp_`. Its data is invisible until the invitation is accepted.',
  })
  workspaceId!: string;

  @Field(() => InvitationStatusEnum, { description: 'State of the invitation.' })
  status!: InvitationStatus;

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'Time of expiry, seven days after its creation.' })
  expiresAt!: Date;
}

function toInvitation({ id, email, name, roles, workspaceId, status, createdAt, expiresAt }: domain.Invitation) {
  const invitation = { id, email, name, roles, workspaceId, status, createdAt, expiresAt };
  return Object.assign(new Invitation(), invitation);
}

/** A pending invitation of the caller, or to its workspace where it may invite; null for any other id. */
export async function readInvitation(id: string, { access, actor }: Context): Promise<Invitation | null> {
  const seen = may(actor, 'users.invite') ? await access.invitations.list(actor) : [];
  const found = [...seen, ...(await access.invitations.listOwn(actor))].find((one) => one.id === id);
  return found ? toInvitation(found) : null;
}

@InputType({ description: 'The person to invite, and the roles.' })
class InviteUserInput extends MutationInput {
  @Field(() => String, { description: 'E-mail address.' })
  email!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Display name for a new account, 1 to 100 characters. Default: the e-mail address.',
  })
  name?: string | null;

  @Field(() => [String], {
    description: 'Names of roles, at least one and at most 50. They cannot hold more permissions than the caller has.',
  })
  roles!: string[];
}

const INVITATION = 'The invitation; null when there are user errors.';

@ResultOf('inviteUser')
class InviteUserPayload extends payloadWith('invitation', Invitation, INVITATION) {
  @Field(() => String, {
    nullable: true,
    description: `Secret to give to the person, who accepts with \`resetPassword\` within seven days: with a first password, or with the password of its account. ${ONCE}`,
  })
  secret?: string | null;
}

@InputType({ description: 'The invitation.' })
class AcceptInvitationInput extends MutationInput {
  @Field(() => ID, { description: 'Id of a pending invitation of the caller.' })
  id!: string;
}

@ResultOf('acceptInvitation')
class AcceptInvitationPayload extends payloadWith('invitation', Invitation, INVITATION) {}

@InputType({ description: 'The invitation.' })
class DeclineInvitationInput extends MutationInput {
  @Field(() => ID, { description: 'Id of a pending invitation of the caller.' })
  id!: string;
}

@ResultOf('declineInvitation')
class DeclineInvitationPayload extends payloadWith('invitation', Invitation, INVITATION) {}

@InputType({ description: 'The invitation.' })
class WithdrawInvitationInput extends MutationInput {
  @Field(() => ID, { description: 'Id of a pending invitation to the workspace of the caller.' })
  id!: string;
}

@ResultOf('withdrawInvitation')
class WithdrawInvitationPayload extends payloadWith('invitation', Invitation, INVITATION) {}

@Resolver()
export class InvitationResolver {
  @Query(() => [Invitation], {
    description: 'Pending invitations to the workspace of the caller, newest first, at most 200.',
  })
  async invitations(@Ctx() { access, actor }: Context): Promise<readonly Invitation[]> {
    return (await access.invitations.list(actor)).map(toInvitation);
  }

  @Query(() => [Invitation], { description: 'Pending invitations of the caller to other workspaces, newest first.' })
  async myInvitations(@Ctx() { access, actor }: Context): Promise<readonly Invitation[]> {
    return (await access.invitations.listOwn(actor)).map(toInvitation);
  }

  @Mutation(() => InviteUserPayload, {
    description:
      'Invites a person to the workspace, in place of an earlier invitation of the address. The result does not tell whether the person has an account.',
  })
  inviteUser(
    @Arg('input', () => InviteUserInput, { description: 'The person and the roles.' }) input: InviteUserInput,
    @Ctx() context: Context,
  ): Promise<InviteUserPayload> {
    return mutate(context, 'inviteUser', input, {
      secrets: ['secret'],
      work: async (actor, wanted) => {
        const { invitation, secret } = await context.access.invitations.invite(actor, wanted);
        return { invitation: toInvitation(invitation), secret };
      },
    });
  }

  @Mutation(() => AcceptInvitationPayload, {
    description: 'Makes the caller a member of the workspace that invited it. `signIn` takes its `workspaceId`.',
  })
  acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'The invitation.' }) input: AcceptInvitationInput,
    @Ctx() context: Context,
  ): Promise<AcceptInvitationPayload> {
    return mutate(context, 'acceptInvitation', input, async (actor, wanted) => ({
      invitation: toInvitation(await context.access.invitations.accept(actor, wanted)),
    }));
  }

  @Mutation(() => DeclineInvitationPayload, { description: 'Declines an invitation of the caller.' })
  declineInvitation(
    @Arg('input', () => DeclineInvitationInput, { description: 'The invitation.' }) input: DeclineInvitationInput,
    @Ctx() context: Context,
  ): Promise<DeclineInvitationPayload> {
    return mutate(context, 'declineInvitation', input, async (actor, wanted) => ({
      invitation: toInvitation(await context.access.invitations.decline(actor, wanted)),
    }));
  }

  @Mutation(() => WithdrawInvitationPayload, { description: 'Withdraws an invitation to the workspace of the caller.' })
  withdrawInvitation(
    @Arg('input', () => WithdrawInvitationInput, { description: 'The invitation.' }) input: WithdrawInvitationInput,
    @Ctx() context: Context,
  ): Promise<WithdrawInvitationPayload> {
    return mutate(context, 'withdrawInvitation', input, async (actor, wanted) => ({
      invitation: toInvitation(await context.access.invitations.withdraw(actor, wanted)),
    }));
  }
}
