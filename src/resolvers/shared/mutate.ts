import type { Actor } from '../../domain/access/actor.ts';
import { isStepUp } from '../../domain/access/sign-in/step-up.ts';
import type { Idempotency, WorkClaim } from '../../domain/shared/idempotency.ts';
import { type Json, storable } from '../../domain/shared/json.ts';
import type { Context } from '../context.ts';
import { MUTATION_PROOFS } from '../permissions.ts';
import { orUserErrors, type WithUserErrors } from './user-errors.ts';
import { type WithoutNulls, withoutNulls } from './without-nulls.ts';

declare module '../context.ts' {
  interface Doors {
    readonly idempotency: Idempotency;
  }
}

type Effect<Input, Result> = (actor: Actor, input: WithoutNulls<Input>, claim: WorkClaim) => Promise<Result>;
type InTransaction<Input, Result> = (actor: Actor, input: WithoutNulls<Input>) => Promise<Result>;

interface Manner<Input, Result> {
  /** Secret fields of the input and of the result. They are never stored, not even as a hash. */
  readonly secrets?: readonly (keyof Input | keyof Result)[];
  /** The value by which two requests with the same key are compared. Default: the whole input. */
  readonly compareBy?: (input: WithoutNulls<Input>) => unknown;
}

/** Work that only writes to the database. Claim, effect, audit entry and stored result are one transaction. */
interface Inside<Input, Result> extends Manner<Input, Result> {
  readonly work: InTransaction<Input, Result>;
}

/**
 * Work that talks to a network, or whose failures must be stored. It is claimed, done without a surrounding transaction,
 * then settled.
 */
interface Outside<Input, Result> extends Manner<Input, Result> {
  readonly outside: Effect<Input, Result>;
}

/** Converts the stored result to the payload, after the transaction. Default: the result is the payload. */
interface Answering<Result, Payload> {
  readonly answer: (result: Result, actor: Actor) => Promise<Payload>;
}

export type Work<Input, Result> = Inside<Input, Result> | Outside<Input, Result>;

/**
 * Every mutation uses this function. It asks for the proof of identity that `MUTATION_PROOFS` says, removes nulls from the
 * input and returns mistakes of the caller as `userErrors`.
 * With an `idempotencyKey` there is one effect and one result for each user, workspace, mutation and key. A repeated
 * request returns the first result without its secrets.
 */
export function mutate<Input extends object, Result, Payload extends object>(
  context: Context,
  name: string,
  input: Input,
  work: Work<Input, Result> & Answering<Result, Payload>,
): Promise<WithUserErrors<Payload>>;
export function mutate<Input extends object, Payload extends object>(
  context: Context,
  name: string,
  input: Input,
  work: InTransaction<Input, Payload> | Work<Input, Payload>,
): Promise<WithUserErrors<Payload>>;
export function mutate<Input extends object, Result>(
  context: Context,
  name: string,
  input: Input,
  wanted: InTransaction<Input, Result> | (Work<Input, Result> & Partial<Answering<Result, object>>),
): Promise<WithUserErrors<object>> {
  const work = typeof wanted === 'function' ? { work: wanted } : wanted;
  // The transport knows the address, also of an anonymous caller.
  const actor = { ...context.actor, address: context.address };
  return orUserErrors(async () => {
    const proof = MUTATION_PROOFS[name] ?? 'FRESH';
    if (isStepUp(proof)) await context.access.stepUp.require(actor, proof);
    const result = await resultOf(context, { name, actor, input }, work);
    return 'answer' in work && work.answer ? work.answer(result, actor) : (result as object);
  });
}

interface Request<Input> {
  readonly name: string;
  readonly actor: Actor;
  readonly input: Input;
}

/** Returns the result of the work with its secrets, or the stored result without them. */
async function resultOf<Input extends object, Result>(
  { idempotency }: Context,
  { name, actor, input }: Request<Input>,
  work: Work<Input, Result>,
): Promise<Result> {
  const { idempotencyKey: key, ...wanted } = withoutNulls(input) as WithoutNulls<Input> & { idempotencyKey?: string };
  const plain = wanted as unknown as WithoutNulls<Input>;
  const { secrets = [], compareBy = (all) => without(all, secrets) } = work;
  const { workspaceId, userId } = actor;
  const request = { scope: { workspaceId, userId, operation: name }, key, input: compareBy(plain) };
  let done: Result | undefined;
  const keep = async (effect: Promise<Result>): Promise<Json> => {
    done = await effect;
    return storable(without(done, secrets));
  };
  const { result, isRepeated } =
    'work' in work
      ? await idempotency.once(request, () => keep(work.work(actor, plain)))
      : await idempotency.outside(request, (claim) => keep(work.outside(actor, plain, claim)));
  return (isRepeated ? result : done) as Result;
}

function without(value: unknown, secrets: readonly PropertyKey[]): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([field]) => !secrets.includes(field)));
}
