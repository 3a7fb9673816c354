/** What every client sends. The same texts are typed in the folders of the clients that generate types. */
export const START = `mutation ($input: StartDebateInput!) {
  startDebate(input: $input) { debate { id } userErrors { code field message } }
}`;

export const FOLLOW = 'subscription ($id: ID!) { debateEvents(debateId: $id) { __typename seq } }';

export interface Started {
  readonly startDebate: {
    readonly debate: { readonly id: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}

export interface Followed {
  readonly debateEvents: { readonly __typename: string; readonly seq: number };
}
