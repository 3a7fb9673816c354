// Words that are not secret and appear in the searched texts. A search that does not find them there does not work.
export const TASK = 'Which "one" of them, and why?';
export const REASON = 'Because it is over.';
