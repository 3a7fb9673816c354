/** The name of the connection on which a server hears its bell: the database can tell by it who runs. */
export const NOTIFY_APPLICATION_NAME = 'aragora-bell';
