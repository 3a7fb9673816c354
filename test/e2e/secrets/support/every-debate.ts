import { DebatesDocument } from '../../../../src/cli/generated/graphql.ts';
import type { Stage } from './part.ts';

/** The ids of all debates. */
export async function everyDebate({ doors, token }: Stage): Promise<readonly string[]> {
  const variables = { first: 100, filter: {}, orderBy: 'NEWEST_FIRST' } as const;
  const { debates } = await doors.ask(DebatesDocument, variables, token);
  return debates.edges.map(({ node }) => node.id);
}
