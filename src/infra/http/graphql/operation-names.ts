import { type ExecutionArgs, getOperationAST } from 'graphql';
import type { WorkNames } from '../../../domain/shared/ports.ts';
import type { OperationContext } from './api.ts';

/** A longer name is cut in log lines: it comes from the client. */
const MAX_NAME_LENGTH = 100;
/** Id of a debate, as in variables of its operations. */
const DEBATE_ID = /^dbt_[0-9a-z]{26}$/;

/** What the log lines of an operation name: who asks, for what, about which debate. */
export function namesOf({ document, operationName, variableValues, contextValue }: ExecutionArgs): WorkNames {
  const { requestId, actor } = contextValue as OperationContext;
  const operation = operationOf(document, operationName);
  const debateId = debateIn(variableValues);
  const caller = actor.userId === '' ? undefined : { workspaceId: actor.workspaceId, userId: actor.userId };
  return { requestId, operation, ...caller, ...(debateId !== undefined && { debateId }) };
}

/** The name of the operation, or else of its first field. */
function operationOf(document: ExecutionArgs['document'], operationName: ExecutionArgs['operationName']) {
  const operation = getOperationAST(document, operationName);
  const [first] = operation?.selectionSet.selections ?? [];
  const name = operation?.name?.value ?? (first && 'name' in first ? first.name.value : undefined);
  return name?.slice(0, MAX_NAME_LENGTH);
}

/** The debate that the variables name, directly or in their `input`. */
function debateIn(variables: ExecutionArgs['variableValues']): string | undefined {
  const { input, ...others } = variables ?? {};
  const given = typeof input === 'object' && input !== null ? Object.values(input) : [];
  return [...Object.values(others), ...given].find(isDebateId);
}

function isDebateId(value: unknown): value is string {
  return typeof value === 'string' && DEBATE_ID.test(value);
}
