import type { Debate } from '../debate.ts';
import { isDebater } from '../participant.ts';

/** Whether a fallback made two debaters of different models answer with the same one in the same phase. */
export function diversityLostIn({ turns, participants }: Debate): boolean {
  const debaters = new Set(participants.filter(isDebater).map(({ id }) => id));
  const served = turns.filter(({ participantId, call }) => debaters.has(participantId) && call?.servedModel);
  return served.some((one) =>
    served.some(
      (other) =>
        one.kind === other.kind &&
        one.round === other.round &&
        one.call?.servedModel === other.call?.servedModel &&
        one.call?.requestedModel !== other.call?.requestedModel,
    ),
  );
}

/** Whether a judge that was asked is of the family of a debater. */
export function judgeConflictIn({ participants, turns }: Pick<Debate, 'participants' | 'turns'>): boolean {
  const asked = new Set(turns.filter(({ kind }) => kind === 'JUDGEMENT').map(({ participantId }) => participantId));
  const judges = participants.filter(({ id }) => asked.has(id));
  return judges.some(
    ({ family }) => family !== null && participants.some((one) => isDebater(one) && one.family === family),
  );
}
