/** The name of the connection on which a server hears its bell: the database can tell by it who runs. */
export const BELL_NAME = 'aragora-bell';
