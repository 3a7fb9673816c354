/** What every server of the tests takes for its owner. */
export const API_TOKEN = 'the-api-token-of-every-test';

/** The header, and the greeting on a socket, that shows it. */
export const AUTHORIZED = { authorization: `Bearer ${API_TOKEN}` } as const;
