import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import type { Actor } from '../../../domain/access/actor.ts';
import { denialMessage, NOT_SIGNED_IN } from '../../../domain/access/permission-checks.ts';
import type { Allowance, Budget } from '../../../domain/system/budget.ts';
import type { Logger } from '../../logger.ts';
import type { RateLimits } from '../../rate-limits/rate-limits.ts';
import { type DocumentCache, isRefused } from '../limits/document-cache.ts';
import { asDryRun } from '../limits/dry-run.ts';
import { operationWork } from '../limits/operation-work.ts';
import type { ReadDocument } from '../limits/read-document.ts';
import { tooMuch } from '../limits/too-much.ts';
import type { TrustedDocuments } from '../limits/trusted-documents.ts';
import { variableMistakes } from '../limits/variable-mistakes.ts';
import { variablesTooLarge } from '../limits/variables-size.ts';
import type { GraphqlApi, OperationContext } from './api.ts';

export interface OperationsOptions {
  readonly api: GraphqlApi;
  readonly documents: DocumentCache;
  readonly trusted: TrustedDocuments;
  /** Whether other documents than the trusted ones run, are logged, or are refused. */
  readonly trustedDocuments: 'off' | 'log' | 'enforce';
  /** Most points that one operation may cost. */
  readonly maxCost: number;
  readonly rateLimits: RateLimits;
  readonly logger: Pick<Logger, 'warn'>;
}

/** An operation as a client sent it, on any transport. */
interface Payload {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** An operation that may be executed once its points are taken. */
export interface ReadOperation extends ExecutionArgs {
  readonly contextValue: OperationContext;
  /** The document that was sent, of which `document` may be a part. */
  readonly reads: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The document's text: the same string for all that send it. */
  readonly query: string;
  /** Points. */
  readonly cost: number;
  /** Whether it only asks for its cost; then only `rateLimit` is executed. */
  readonly isDryRun: boolean;
  /** Mistakes in its variables. With any, they are the result, and nothing is executed. */
  readonly mistakes: readonly GraphQLError[];
}

/** Admits operations before anything of them is executed, the same over HTTP, sockets, event streams and REST. */
export class Operations {
  private readonly options: OperationsOptions;
  private readonly reported = new Set<string>();

  constructor(options: OperationsOptions) {
    this.options = options;
  }

  /** The operation, or why it is refused. An anonymous caller gets the same error for every document but the public ones. */
  read(payload: Payload, contextValue: OperationContext): ReadOperation | readonly GraphQLError[] {
    const { api, documents, trusted, maxCost } = this.options;
    const { query, variables: variableValues } = payload;
    // Some clients send an empty name for none.
    const operationName = payload.operationName || undefined;
    if (isAnonymous(contextValue.actor) && !trusted.isPublic(query)) return [notSignedIn()];
    const tooLarge = variablesTooLarge(variableValues);
    if (tooLarge) return [tooLarge];
    const read = documents.read(query);
    if (isRefused(read)) return read;
    const operation = getOperationAST(read.document, operationName);
    if (!operation) return [unresolved()];
    const refusal = this.distrust(read) ?? this.hidden(read, contextValue.actor);
    if (refusal) return [refusal];
    const { document, text } = read;
    const mistakes = variableMistakes(api.schema, operation, variableValues);
    const args = {
      query: text,
      schema: api.schema,
      document,
      reads: document,
      operation,
      operationName,
      variableValues,
      contextValue,
      mistakes,
    };
    // Nothing that follows reads variables that do not fit.
    if (mistakes.length > 0) return { ...args, cost: 0, isDryRun: false };
    const cost = read.cost(operation, variableValues);
    const dryRun = asDryRun(api.schema, document, operation, variableValues);
    if (dryRun) return { ...args, document: dryRun, cost, isDryRun: true };
    return cost > maxCost ? [tooCostly(cost, maxCost)] : { ...args, cost, isDryRun: false };
  }

  /** Takes the operation's points from the budget of its caller; returns the error when there are not enough. Adds the budget to the context. */
  async pay({ contextValue, cost, isDryRun, operation }: ReadOperation): Promise<GraphQLError | undefined> {
    const taken = await this.options.rateLimits.forCaller(contextValue, isDryRun ? 1 : Math.max(cost, 1));
    // Results of a subscription do not show it, and thousands of subscriptions would keep it.
    if (operation.operation !== 'subscription') this.open(contextValue, cost, taken?.allowance ?? null);
    return taken?.isRefused ? tooMuch(taken.allowance.resetAt) : undefined;
  }

  private open(contextValue: OperationContext, cost: number, allowance: Allowance | null): void {
    const budget = { cost, allowance };
    contextValue.budget = budget;
    contextValue.work = operationWork((points) => this.payMore(contextValue, budget, points));
  }

  /** Takes points for a text that turned out longer than was counted. Throws when the operation or the caller has too few. */
  private async payMore(payer: OperationContext, budget: Budget, points: number): Promise<void> {
    const { maxCost, rateLimits } = this.options;
    budget.cost += points;
    if (budget.cost > maxCost) throw tooCostly(budget.cost, maxCost);
    const taken = await rateLimits.forCaller(payer, points);
    budget.allowance = taken?.allowance ?? null;
    if (taken?.isRefused) throw tooMuch(taken.allowance.resetAt);
  }

  private distrust({ hash }: ReadDocument): GraphQLError | undefined {
    const { trusted, trustedDocuments, logger } = this.options;
    if (trustedDocuments === 'off' || trusted.has(hash)) return undefined;
    if (trustedDocuments === 'enforce') return error('DOCUMENT_NOT_TRUSTED', NOT_TRUSTED);
    if (!this.reported.has(hash) && this.reported.size < MAX_REPORTED) {
      this.reported.add(hash);
      logger.warn({ hash }, 'A document that is not among the trusted ones was sent');
    }
    return undefined;
  }

  private hidden({ introspects }: ReadDocument, actor: Actor): GraphQLError | undefined {
    if (!introspects) return undefined;
    const denial = this.options.api.denial(actor, 'schema.read', 'Query.__schema');
    return denial && error(denial, denialMessage(denial, 'schema.read', actor), { permission: 'schema.read' });
  }
}

/** Untrusted documents that are logged once each. */
const MAX_REPORTED = 1_000;
const NOT_TRUSTED = 'This server runs only the documents it knows: those of its own schema/operations.';

/** Whether the caller has no credential. */
export function isAnonymous({ credential }: Actor): boolean {
  return credential === 'NONE';
}

/** The one error of an anonymous caller. */
export function notSignedIn(): GraphQLError {
  return error('UNAUTHENTICATED', NOT_SIGNED_IN);
}

function tooCostly(cost: number, most: number): GraphQLError {
  const message = `This would cost ${cost} points, more than the ${most} that one operation may. Ask for smaller pages, or for less of each item.`;
  return error('COST_LIMIT_EXCEEDED', message, { cost, most });
}

function unresolved(): GraphQLError {
  const message = 'Name the operation to run: operationName has to be one of those in the document.';
  return error('OPERATION_RESOLUTION_FAILURE', message);
}

function error(code: string, message: string, more: Readonly<Record<string, unknown>> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}
