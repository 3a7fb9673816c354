import {
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  subscribe,
} from 'graphql';
import { contextsOver } from '../../../src/app/compose.ts';
import { sharedFieldsOf } from '../../../src/app/compose-server.ts';
import type { Doors as AppDoors } from '../../../src/app/feature.ts';
import { loadFeatures } from '../../../src/app/features/features.ts';
import { serverSchema } from '../../../src/app/schema.ts';
import {
  HealthDocument,
  RefreshSessionDocument,
  ResetPasswordDocument,
  SignInDocument,
  type TypedDocumentString,
} from '../../../src/cli/generated/graphql.ts';
import type { Answered } from '../../../src/cli/server/api.ts';
import { type Actor, type Caller, LOCAL_OWNER } from '../../../src/domain/access/actor.ts';
import { permissionsOf, type Role } from '../../../src/domain/access/permissions.ts';
import { Agents } from '../../../src/domain/agents/agents.ts';
import { System } from '../../../src/domain/system/system.ts';
import type { GraphqlApi } from '../../../src/infra/http/graphql/api.ts';
import { Operations } from '../../../src/infra/http/graphql/operation.ts';
import { DocumentCache } from '../../../src/infra/http/limits/document-cache.ts';
import { operationWork } from '../../../src/infra/http/limits/operation-work.ts';
import { TrustedDocuments } from '../../../src/infra/http/limits/trusted-documents.ts';
import { memoryCounter } from '../../../src/infra/rate-limits/memory.ts';
import { RateLimits } from '../../../src/infra/rate-limits/rate-limits.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import type { Context, Doors } from '../../../src/resolvers/context.ts';
import { clientError } from '../../../src/resolvers/shared/client-error.ts';
import { aNode, type ClusterWorld } from '../../support/clusters.ts';
import { DebatesWorld, type WorldWish } from '../../support/debates-world.ts';
import { AccessWorld } from '../../support/memory/access-world.ts';

/** The response of a client. */
export interface Answer<Data> {
  readonly data?: Answered<Data> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A document with the types of its result and variables, or only its text. */
export type Document<Data, Variables> = TypedDocumentString<Data, Variables> | string;

const PUBLIC_DOCUMENTS = [HealthDocument, RefreshSessionDocument, ResetPasswordDocument, SignInDocument].map(String);

const MODULES = await loadFeatures();

/** A context as a server with these front doors creates it. */
export function contextOver(doors: Partial<Doors>, caller: Caller, requestId: string): Context {
  const context = contextsOver(MODULES, doors as AppDoors)(caller, requestId);
  return Object.assign(context, { work: operationWork(async () => {}) });
}

let schema: Promise<GraphQLSchema> | undefined;

/** The served schema, built once for all tests of a file. */
export function theSchema(): Promise<GraphQLSchema> {
  schema ??= serverSchema();
  return schema;
}

/** The real API and the real domain with fakes, called as by the transports. */
export async function testApi(wish: WorldWish = {}): Promise<TestApi> {
  return new TestApi(await theSchema(), new DebatesWorld(wish));
}

export class TestApi {
  readonly schema: GraphQLSchema;
  readonly world: DebatesWorld;
  /** Logged defects, by their error id. */
  readonly reported = new Map<string, unknown>();
  /** State shared with other processes. */
  readonly cluster: ClusterWorld;
  readonly access: AccessWorld;
  readonly features: Doors;
  private readonly operations: Operations;

  constructor(schema: GraphQLSchema, world: DebatesWorld) {
    this.schema = schema;
    this.world = world;
    const system = new System({
      version: '1.2.3',
      clock: world.clock,
      emit: () => {},
      probes: () => ({ needed: { database: async () => {} }, optional: {} }),
    });
    this.cluster = {
      clock: world.clock,
      shared: new MemorySharedState(world.clock),
      leases: () => world.store.leases(),
    };
    const cluster = aNode(this.cluster, { id: 'self' });
    const { debates, receipts, usage, auditLog, idempotency } = world;
    this.access = new AccessWorld(world.clock);
    const { access } = this.access;
    const doors = { access, debates, receipts, usage, auditLog, agents: new Agents(), system, cluster };
    this.features = { ...doors, idempotency };
    this.operations = new Operations({
      api: this.transport,
      documents: new DocumentCache(schema),
      trusted: new TrustedDocuments(PUBLIC_DOCUMENTS),
      trustedDocuments: 'off',
      maxCost: 5_000,
      rateLimits: new RateLimits(undefined, (_kind, points) => memoryCounter(points)),
      logger: { warn: () => {} },
    });
  }

  /** Executes a query or a mutation. Omitted properties of the actor are those of the owner. */
  async execute<Data = Record<string, unknown>, Variables = unknown>(
    document: Document<Data, Variables>,
    variables?: Variables,
    actor: Partial<Actor> = {},
  ): Promise<Answer<Data>> {
    const operation = this.read(document, variables, actor);
    return this.told('schema' in operation ? await execute(operation) : { errors: operation });
  }

  /** The results of a subscription, or one result with the reason of its refusal. */
  async *subscribe<Data = Record<string, unknown>, Variables = unknown>(
    document: Document<Data, Variables>,
    variables?: Variables,
    actor: Partial<Actor> = {},
  ): AsyncGenerator<Answer<Data>, void, undefined> {
    const operation = this.read(document, variables, actor);
    const source = 'schema' in operation ? await subscribe(operation) : { errors: operation };
    if (!(Symbol.asyncIterator in source)) return yield this.told(source);
    try {
      for await (const result of source) yield this.told(result);
    } catch (error) {
      // As in graphql-ws: a failing source ends its operation with the error.
      yield this.told({ errors: [new GraphQLError('It failed.', { originalError: error as Error })] });
    }
  }

  private read<Data, Variables>(document: Document<Data, Variables>, variables: unknown, actor: Partial<Actor>) {
    const context = contextOver(this.features, { actor: actorWith(actor), address: null }, 'req_1');
    const payload = { query: String(document), variables: (variables ?? {}) as Record<string, unknown> };
    return this.operations.read(payload, context);
  }

  private get transport(): GraphqlApi {
    return {
      schema: this.schema,
      sharedFields: sharedFieldsOf(MODULES),
      maxAnswerBytes: 10_000_000,
      contextFor: (requestId, caller) => contextOver(this.features, caller, requestId),
      denial: (actor, permission, handler) => this.features.access.permissions.denial(actor, permission, handler),
      requireProof: (actor, proof) => this.features.access.stepUp.require(actor, proof),
      clientError: (error, thrown) => this.clientError(error, thrown),
    };
  }

  private clientError(error: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
    return clientError(error, thrown, (defect) => {
      const errorId = `err_${this.reported.size + 1}`;
      this.reported.set(errorId, defect);
      return errorId;
    });
  }

  /** The result as a transport writes it: with errors for clients, as JSON. */
  private told<Data>({ errors, ...rest }: Pick<ExecutionResult, 'data' | 'errors'>): Answer<Data> {
    const told = errors?.map((error) => this.clientError(error.toJSON(), error));
    return JSON.parse(JSON.stringify({ ...rest, errors: told })) as Answer<Data>;
  }
}

/** The owner, or a user with the given roles and their permissions. */
export function actorWith(wish: Partial<Actor>): Actor {
  const roles = (wish.roles ?? LOCAL_OWNER.roles) as readonly Role[];
  const permissions = wish.roles === undefined ? LOCAL_OWNER.permissions : permissionsOf(roles);
  return { ...LOCAL_OWNER, permissions, ...wish };
}

/** The codes of the errors of a response. */
export function codesOf({ errors = [] }: Answer<unknown>): readonly unknown[] {
  return errors.map(({ extensions }) => extensions?.code);
}

/** All values of an iterator until it ends. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
