/** What mutations that cannot be undone say of their `reason`. */
export const REASON = 'Why, in 1 to 500 characters. It goes into the audit log and stays there.';
