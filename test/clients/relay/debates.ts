import { graphql } from 'relay-runtime';

export const AGENTS = graphql`
  query debatesAgentsQuery {
    agents {
      label
    }
  }
`;

export const LIST = graphql`
  query debatesListQuery($first: Int, $after: String, $filter: DebateFilter) {
    debates(first: $first, after: $after, filter: $filter) @connection(key: "debatesList_debates", filters: ["filter"]) {
      edges {
        node {
          id
          task
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const DEBATE = graphql`
  query debatesDebateQuery($id: ID!) {
    debate(id: $id) {
      id
      createdAt
      options {
        key
        label
      }
      participants {
        key
        label
      }
      criteria {
        key
        label
      }
      evidence {
        key
        option {
          key
          label
        }
        criterion {
          key
          label
        }
      }
      winner {
        key
        label
      }
      verdict {
        winner {
          key
          label
        }
      }
    }
  }
`;

export const START = graphql`
  mutation debatesStartMutation($input: StartDebateInput!) {
    startDebate(input: $input) {
      debate {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;

export const FOLLOW = graphql`
  subscription debatesFollowSubscription($id: ID!) {
    debateEvents(debateId: $id) {
      __typename
      seq
      ... on TurnEvent {
        turn {
          participant {
            key
            label
          }
        }
      }
    }
  }
`;
