import { Unavailable } from '../shared/errors.ts';

/** A problem of a part of the server whose message contains no internals, so that health shows it. */
export class KnownProblem extends Unavailable {}
