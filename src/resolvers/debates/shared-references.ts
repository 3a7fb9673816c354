import type { Debate } from '../../domain/debates/debate.ts';
import type { Debates } from '../../domain/debates/debates.ts';
import { References } from './references.ts';

const byServer = new WeakMap<Debates, Map<string, WeakRef<References>>>();

/**
 * The references of a debate that is being followed. All its followers share one object, which lives as long as one of them:
 * a debate with thousands of followers costs no more than a debate with one.
 */
export function sharedReferences(debates: Debates, debate: Debate): References {
  const known = byServer.get(debates) ?? new Map<string, WeakRef<References>>();
  byServer.set(debates, known);
  const shared = known.get(debate.id)?.deref();
  if (shared) {
    shared.addCandidates(debate.candidates);
    return shared;
  }
  const references = new References(debate);
  known.set(debate.id, new WeakRef(references));
  if (known.size > MAX_KNOWN) forgetUnused(known);
  return references;
}

/** Entries of references that are gone are removed when there are more than this. */
const MAX_KNOWN = 1_000;

function forgetUnused(known: Map<string, WeakRef<References>>): void {
  for (const [id, references] of known) if (!references.deref()) known.delete(id);
}
