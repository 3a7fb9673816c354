/** The name of the connection on which a server receives event notifications: migrations tell by it that a server runs. */
export const NOTIFY_APPLICATION_NAME = 'aragora-events';
