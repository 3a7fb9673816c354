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
  description: 'How the server, or a part of it, is.',
  valuesConfig: {
    HEALTHY: { description: 'All is well.' },
    DEGRADED: { description: 'It works, but slower or with less than it should.' },
    UNHEALTHY: { description: 'It does not work.' },
  },
});

@ObjectType({ description: 'How one part of the server is.', simpleResolvers: true })
export class HealthCheck {
  @Field(() => String, { description: 'Which part.' })
  name!: string;

  @Field(() => HealthStatusEnum, { description: 'How it is.' })
  status!: HealthStatus;

  @Field(() => Int, { description: 'How long it took to find out, in milliseconds.' })
  latencyMs!: number;

  @Field(() => String, { nullable: true, description: 'What is wrong; null when nothing is.' })
  message!: string | null;
}

@ObjectType({ description: 'How the server is.', simpleResolvers: true })
export class Health {
  @Field(() => HealthStatusEnum, { description: 'The worst of its parts.' })
  status!: HealthStatus;

  @Field(() => String, { description: 'Version of the server.' })
  version!: string;

  @Field(() => Int, { description: 'Seconds since it started.' })
  uptimeSeconds!: number;

  @Field(() => [HealthCheck], { description: 'Its parts.' })
  checks!: readonly HealthCheck[];
}

@Resolver()
export class SystemResolver {
  @Query(() => Health, { description: 'How the server is.' })
  health(@Ctx() { system }: Context): Promise<Health> {
    return system.health();
  }
}
