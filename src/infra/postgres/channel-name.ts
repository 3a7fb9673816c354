/** The name of the connection on which a server receives event notifications. */
export const NOTIFY_APPLICATION_NAME = 'aragora-events';

/** The name of the connections of a server for its jobs. */
export const JOBS_APPLICATION_NAME = 'aragora-jobs';

/** The names of connections that every server keeps open. Migrations use them to detect a running server. */
export const SERVER_APPLICATION_NAMES = [NOTIFY_APPLICATION_NAME, JOBS_APPLICATION_NAME] as const;
