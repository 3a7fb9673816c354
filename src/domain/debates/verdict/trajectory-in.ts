import type { Debate } from '../debate.ts';
import { hearsOf } from '../protocols/topology.ts';
import { trajectoryOf } from '../protocols/trajectory.ts';
import { positionOf } from './positions.ts';
import type { Trajectory } from './verdict.ts';

/** How positions moved in this debate, round by round. */
export function trajectoryIn(debate: Debate): Trajectory {
  const { resolvedTurns: turns, protocol, blind } = debate;
  const debaters = debate.debaters.map(({ id }) => id);
  const moving = turns.filter(({ kind }) => kind === 'REVISION' || kind === 'VOTE');
  const phases = [...new Set(moving.map(({ kind, round }) => `${kind} ${round}`))];
  const rounds = phases.map((phase) => {
    const said = moving.filter(({ kind, round }) => `${kind} ${round}` === phase);
    const until = turns.slice(0, turns.findLastIndex((turn) => said.includes(turn)) + 1);
    return {
      positions: new Map(debaters.map((id) => [id, lastHeld(until, id)])),
      shown: (id: string) => hearsOf(protocol.topology, debaters, id),
      moved: new Map(said.map(({ participantId, citedPeer, reason }) => [participantId, { citedPeer, reason }])),
    };
  });
  return trajectoryOf({ debaters, blind: new Map(blind.map(({ voter, position }) => [voter, position])), rounds });
}

/** A vote counts as a position too, unless it abstains. */
function lastHeld(turns: Debate['turns'], participantId: string): string | null {
  const vote = turns.findLast((turn) => turn.participantId === participantId && turn.kind === 'VOTE');
  return vote?.position ?? positionOf(turns, participantId);
}
