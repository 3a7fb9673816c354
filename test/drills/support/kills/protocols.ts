import type { StartDebateInput } from '../../../../src/cli/generated/graphql.ts';
import { aContestedDecision } from '../../../resolvers/support/inputs.ts';

/** Models of the scripted provider, in the order of speaking. */
export const SPEAKERS = ['deb-a', 'deb-b', 'deb-c'] as const;

const agents = SPEAKERS.map((model) => `local:${model}`);
const closed = { task: 'Which one?', options: ['x', 'y', 'z'].map((id) => ({ id, label: `Option ${id}` })) };
const open = { task: 'Where do the sessions go?' };
const sides = { agents: agents.slice(0, 2), moderator: 'local:moderator', judge: 'local:judge', maxRounds: 1 };

/** A debate for every mode. Together they have every topology, every consensus rule and both tallies. */
export const PROTOCOLS: Readonly<Record<string, StartDebateInput>> = {
  'deliberators, all to all': { decision: aContestedDecision(), mode: 'DELIBERATE', topology: 'ALL_TO_ALL' },
  'deliberate, ring, majority': {
    ...{ decision: closed, agents, mode: 'DELIBERATE', topology: 'RING', consensus: 'MAJORITY', maxRounds: 1 },
  },
  'deliberate, star, unanimous': {
    ...{ decision: closed, agents, mode: 'DELIBERATE', topology: 'STAR', consensus: 'UNANIMOUS', maxRounds: 1 },
  },
  'deliberate, sparse, two thirds': {
    ...{ decision: closed, agents, mode: 'DELIBERATE', topology: 'SPARSE', consensus: 'SUPERMAJORITY', maxRounds: 1 },
  },
  safe: { decision: closed, agents, mode: 'SAFE' },
  'safe, an open question': { decision: open, agents, mode: 'SAFE', debateAnyway: true },
  'vote, plurality of rankings': {
    ...{ decision: closed, agents, mode: 'VOTE', tally: 'RANKING', consensus: 'PLURALITY' },
  },
  judge: { decision: closed, agents, mode: 'JUDGE', judge: 'local:judge', debateAnyway: true },
  moderated: { decision: closed, mode: 'MODERATED', ...sides },
  'moderated, an open question': { decision: open, mode: 'MODERATED', ...sides },
  policy: { decision: closed, agents, mode: 'POLICY' },
};
