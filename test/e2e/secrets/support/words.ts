// Words that are no secret and stand in the places: a search that does not find them there has not looked.
export const TASK = 'Which "one" of them, and why?';
export const REASON = 'Because it is over.';
