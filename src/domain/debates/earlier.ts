import { NOTHING_SPENT } from '../shared/call.ts';
import type { DebateStart } from './debate.ts';
import type { DebateEventKind } from './events.ts';
import type { Participant } from './participant.ts';
import { DEFAULT_PROTOCOL, type Protocol } from './protocol.ts';
import { NO_PROGRESS, type Progress } from './run/progress.ts';
import type { TallyRow, Verdict } from './verdict/verdict.ts';

// Events are never rewritten, so what was stored before language models debated lacks what came with them. Here it gets
// the values those debates had, all of them deliberators' that decided by vote.

type Stored<T> = Partial<T>;

export function earlierParticipant(participant: Stored<Participant>): Participant {
  return { role: 'DEBATER', family: null, weight: 1, ...participant } as Participant;
}

export function earlierProtocol(protocol: Stored<Protocol>): Protocol {
  return { ...DEFAULT_PROTOCOL, ...protocol };
}

export function earlierVerdict(verdict: Stored<Verdict>): Verdict {
  const trajectory = { flips: 0, following: [], isContested: false, isCollapsed: false, diversityLoss: null };
  const said = { answer: null, decidedBy: 'VOTES', isPartial: false, isTied: false, trajectory } as const;
  const kept = { spending: NOTHING_SPENT, costUsd: 0, diversityLost: false, judgeConflict: false };
  const tally = (verdict.tally ?? []).map((row): TallyRow => ({ ...row, weight: row.weight ?? row.voters.length }));
  const baseline = { margin: 0, isTied: false, weightedPosition: null, tokens: 0, ...verdict.baseline };
  return { ...said, ...kept, ...verdict, tally, baseline } as Verdict;
}

/** What a debate was given, as stored by whatever version. */
export function earlierSetup(
  setup: Pick<DebateStart, 'decision' | 'participants' | 'protocol'> & Pick<DebateStart, 'origin'>,
) {
  const participants = setup.participants.map(earlierParticipant);
  return { ...setup, participants, protocol: earlierProtocol(setup.protocol) };
}

/** How far a debate has come, as stored by whatever version. */
export function earlierProgress(progress: Stored<Progress>, participants: readonly Participant[]): Progress {
  const { phase, verdict } = progress;
  const speakers = participants.map(({ id }) => id);
  return {
    ...NO_PROGRESS,
    ...progress,
    phase: phase ? { ...phase, speakers: phase.speakers ?? speakers } : null,
    verdict: verdict ? earlierVerdict(verdict) : null,
  };
}

/** The payload of an event, as stored by whatever version. */
export function earlierEvent(kind: DebateEventKind, data: object): object {
  if (kind === 'verdict.reached') return earlierVerdict(data);
  if (kind === 'run.resumed') return { cutOff: [], ...data };
  if (kind !== 'debate.started') return data;
  const { participants, protocol, ...rest } = data as { participants: Participant[]; protocol: Protocol };
  return { ...rest, participants: participants.map(earlierParticipant), protocol: earlierProtocol(protocol) };
}
