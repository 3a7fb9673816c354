import { GraphQLError } from 'graphql';
import { denialMessage } from '../../domain/access/permission-checks.ts';
import type { Permission } from '../../domain/access/permissions.ts';
import type { Context } from '../context.ts';
import { type Rule, rule } from './shield.ts';

/** The rule of one field. It has a name of its own because shield refuses two rules with the same name. */
export function ruleFor(permission: Permission, field: string): Rule {
  // Not cached: permissions can change while a subscription is open.
  return rule(`${field} needs ${permission}`, { cache: 'no_cache' })(
    (_parent, _args, context: Context) => denialOf(context, permission, field) ?? true,
  );
}

/** Returns the error for a caller without the permission, otherwise undefined. */
export function denialOf(context: Context, permission: Permission, field: string): GraphQLError | undefined {
  const denial = context.access.permissions.denial(context.actor, permission, field);
  if (denial === undefined) return undefined;
  const detail = denial === 'UNAUTHENTICATED' ? {} : { permission };
  return new GraphQLError(denialMessage(denial, permission, context.actor), {
    extensions: { code: denial, ...detail },
  });
}
