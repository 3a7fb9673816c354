import { Ctx, Field, Int, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import type { HealthStatus, System } from '../../domain/system/system.ts';
import type { Context } from '../context.ts';

declare module '../context.ts' {
  interface Doors {
    readonly system: System;
  }
}

export const HealthStatusEnum = { HEALTHY: 'HEALTHY', DEGRADED: 'DEGRADED', UNHEALTHY: 'UNHEALTHY' } as const;
registerEnumType(HealthStatusEnum, {
  name: 'HealthStatus',
  description: 'Health of the server or of a part of it.',
  valuesConfig: {
    HEALTHY: { description: 'It works.' },
    DEGRADED: { description: 'It works, but slower or with reduced function.' },
    UNHEALTHY: { description: 'It does not work.' },
  },
});

@ObjectType({ description: 'Health of one part of the server.', simpleResolvers: true })
export class HealthCheck {
  @Field(() => String, { description: 'Name of the part, such as `database` or `redis`.' })
  name!: string;

  @Field(() => HealthStatusEnum, { description: 'Health of the part.' })
  status!: HealthStatus;

  @Field(() => Int, { description: 'Duration of the check in milliseconds.' })
  latencyMs!: number;

  @Field(() => String, { nullable: true, description: 'Description of the problem; null when healthy.' })
  message!: string | null;
}

@ObjectType({ description: 'Health of the server.', simpleResolvers: true })
export class Health {
  @Field(() => HealthStatusEnum, { description: 'Worst status of all parts.' })
  status!: HealthStatus;

  @Field(() => String, { description: 'Version of the server.' })
  version!: string;

  @Field(() => Int, { description: 'Seconds since the start.' })
  uptimeSeconds!: number;

  @Field(() => [HealthCheck], { description: 'Health of each part.' })
  checks!: readonly HealthCheck[];
}

@Resolver()
export class SystemResolver {
  @Query(() => Health, { description: 'Health of the server and its parts.' })
  health(@Ctx() { system }: Context): Promise<Health> {
    return system.health();
  }
}
