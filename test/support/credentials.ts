/** The API token of every server in the tests. It acts as the owner. */
export const API_TOKEN = 'the-api-token-of-every-test';

/** The header with the API token, also for the first message on a socket. */
export const AUTHORIZED = { authorization: `Bearer ${API_TOKEN}` } as const;
