import type { FormattedExecutionResult } from 'graphql';

/** The part of the clients of graphql-ws and graphql-sse that these tests use. */
export interface IteratingClient {
  iterate<Data>(request: {
    query: string;
    variables: Record<string, unknown>;
  }): AsyncIterable<FormattedExecutionResult<Data, unknown>>;
}

export async function ask<Data>(
  client: IteratingClient,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  for await (const data of results<Data>(client, query, variables)) return data;
  throw new Error('The operation completed without a result.');
}

export async function* results<Data>(
  client: IteratingClient,
  query: string,
  variables: Record<string, unknown>,
): AsyncGenerator<Data> {
  for await (const { data, errors } of client.iterate<Data>({ query, variables })) {
    if (errors) throw errors;
    if (data) yield data;
  }
}
