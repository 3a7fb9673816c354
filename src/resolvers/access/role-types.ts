import { Field, InputType, ObjectType } from 'type-graphql';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { REASON } from '../shared/reason.ts';
import { UserError } from '../shared/user-errors.ts';

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
export class DefineRoleInput {
  @Field(() => String, { description: 'Its name: 2 to 40 of a-z, 0-9 and _. One that exists is changed.' })
  name!: string;

  @Field(() => [String], { nullable: true, description: 'Roles whose permissions it holds too.' })
  includes?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Permissions it holds besides.' })
  permissions?: string[] | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of defining a role.', simpleResolvers: true })
export class DefineRolePayload {
  @Field(() => Role, { nullable: true, description: 'The role; null when there are user errors.' })
  role?: Role | null;

  @Field(() => [UserError], { description: 'Mistakes in the input; empty when it worked.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Which role is to be gone.' })
export class DeleteRoleInput {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of deleting a role.', simpleResolvers: true })
export class DeleteRolePayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it is gone.' })
  done?: boolean | null;

  @Field(() => [UserError], { description: 'Why it is not gone; empty when it is.' })
  userErrors!: readonly UserError[];
}
