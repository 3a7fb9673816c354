import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './generated/introspection.ts';

const graphql = initGraphQLTada<{
  introspection: typeof introspection;
  scalars: { DateTime: string; LocalDate: string; SafeInt: number; JSONObject: Record<string, unknown> };
}>();

export const AGENTS = graphql(`query Agents { agents { id label } }`);

export const DEBATES = graphql(`
  query Debates($first: Int, $after: String, $filter: DebateFilter) {
    debates(first: $first, after: $after, filter: $filter) {
      edges { node { id task } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const DEBATE = graphql(`
  query Debate($id: ID!) {
    debate(id: $id) {
      id
      createdAt
      options { key label }
      participants { key label }
      criteria { key label }
      evidence { key option { key label } criterion { key label } }
      winner { key label }
      verdict { winner { key label } }
    }
  }
`);

export const START_DEBATE = graphql(`
  mutation StartDebate($input: StartDebateInput!) {
    startDebate(input: $input) {
      debate { id }
      userErrors { code field message }
    }
  }
`);

export const DEBATE_EVENTS = graphql(`
  subscription DebateEvents($id: ID!) {
    debateEvents(debateId: $id) {
      __typename
      seq
      ... on TurnEvent { turn { participant { key label } } }
      ... on VerdictReached { verdict { winner { key label } } }
    }
  }
`);
