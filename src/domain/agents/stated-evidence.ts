import type { Evidence } from '../debates/decision.ts';
import type { Participant } from '../debates/participant.ts';

/** Whether a piece of evidence is an argument that a participant stated in this debate, such as `p1-r1-2`. */
export function isStated({ id }: Evidence, participants: readonly Participant[]): boolean {
  return participants.some((one) => id.startsWith(`${one.id}-`) && /^[a-z]\d+-\d+$/.test(id.slice(one.id.length + 1)));
}
