/** The address of the PostgreSQL server for tests; undefined when there is none. */
export const postgresUrl = process.env.ARAGORA_TEST_DATABASE_URL || undefined;
