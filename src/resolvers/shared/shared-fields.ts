/** Subscriptions to gap-free streams, whose sources are `Followed`: those of one stream can share the work. */
export const SHARED_FIELDS: ReadonlySet<string> = new Set(['debateEvents']);
