import type { OperationTab } from './operations.ts';

/** The debate named by a page address such as `?debate=dbt_01k9`, or null when there is none or it is no debate id. */
export function linkedDebateId(search: string): string | null {
  const id = new URLSearchParams(search).get('debate');
  return id !== null && /^dbt_[0-9a-z]+$/.test(id) ? id : null;
}

/** The tabs a debate link opens first: the debate's events, then the debate itself, with its id filled in. */
export function linkedDebateTabs(operations: OperationTab[], debateId: string | null): OperationTab[] {
  if (debateId === null) return [];
  return [
    ...withVariables(operations, 'debate-events.graphql', { debateId }),
    ...withVariables(operations, 'debate.graphql', { id: debateId }),
  ];
}

/** The operations that a link has not opened already. */
export function tabsBehind(linked: OperationTab[], operations: OperationTab[]): OperationTab[] {
  return operations.filter((operation) => !linked.some((tab) => tab.fileName === operation.fileName));
}

/** The file's variables are kept beside the given ones: a document may require more than the id. */
function withVariables(operations: OperationTab[], fileName: string, given: Record<string, string>): OperationTab[] {
  return operations
    .filter((operation) => operation.fileName === fileName)
    .map((operation) => {
      const variables = { ...JSON.parse(operation.variables ?? '{}'), ...given };
      return { ...operation, variables: JSON.stringify(variables, null, 2) };
    });
}
