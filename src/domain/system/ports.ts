/** Looks whether a part of the server works; rejects with what is wrong. */
export type Probe = () => Promise<void>;
