/**
 * The name of the connection on which a server receives event notifications. Migrations use it to detect a running
 * server.
 */
export const NOTIFY_APPLICATION_NAME = 'aragora-events';
