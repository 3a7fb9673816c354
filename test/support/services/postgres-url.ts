/** Where the tests find a PostgreSQL server; undefined where there is none. */
export const postgresUrl = process.env.ARAGORA_TEST_DATABASE_URL || undefined;
