import type { Debate } from '../../domain/debates/debate.ts';
import type { Debates } from '../../domain/debates/debates.ts';
import { References } from './references.ts';

/** The references in use, by the id of their debate. An entry goes with its references. */
class SharedReferences {
  private readonly byDebate = new Map<string, WeakRef<References>>();
  private readonly entries = new FinalizationRegistry<string>((id) => {
    if (!this.byDebate.get(id)?.deref()) this.byDebate.delete(id);
  });

  of(debate: Debate): References {
    const known = this.byDebate.get(debate.id)?.deref();
    if (known) {
      known.addCandidates(debate.candidates);
      return known;
    }
    const references = References.forEvents(debate);
    this.byDebate.set(debate.id, new WeakRef(references));
    this.entries.register(references, debate.id);
    return references;
  }
}

const byServer = new WeakMap<Debates, SharedReferences>();

/**
 * The references of a debate that is being followed. All its followers share one object, which lives as long as one of them:
 * a debate with thousands of followers costs no more than a debate with one.
 */
export function sharedReferences(debates: Debates, debate: Debate): References {
  const shared = byServer.get(debates) ?? new SharedReferences();
  byServer.set(debates, shared);
  return shared.of(debate);
}
