import type { PolicyChoice } from '../../src/domain/debates/protocol.ts';
import { choosePolicy } from '../../src/domain/debates/protocols/policy.ts';
import { trajectoryOf } from '../../src/domain/debates/protocols/trajectory.ts';
import { measuredWeights, type Reliability } from '../../src/domain/debates/protocols/weights.ts';
import type { DebateRecord } from '../../src/domain/debates/verdict/debate-record.ts';
import { drawQuestion, type World } from './model.ts';
import { Game, open3, open4, type Play, safe, weighted } from './protocols.ts';
import { Rng } from './rng.ts';
import type { Style } from './talk.ts';

/** What a panel has learnt from debates with ground truth. */
export interface Learnt {
  readonly weights: readonly number[];
  readonly policy: PolicyChoice;
}

/**
 * Learns as a workspace does: `half` debates measure the weights, and `half` more, each with an exchange, select a policy. The
 * weights used afterwards come from all of them.
 */
export function learn(world: World, half: number, seed: number, name: string): Learnt {
  const rng = new Rng(seed, name);
  const ids = world.agents.map((_, place) => `agent ${place}`);
  const history = new Map<string, Reliability>(ids.map((id) => [id, { right: 0, n: 0 }]));
  const weights = () => {
    const measured = measuredWeights(history, ids, world.options);
    return ids.map((id) => measured.get(id) ?? 1);
  };
  const observe = ({ answers }: { readonly answers: readonly number[] }) => {
    for (const [place, id] of ids.entries()) {
      const { right, n } = history.get(id) ?? { right: 0, n: 0 };
      history.set(id, { right: right + (answers[place] === 0 ? 1 : 0), n: n + 1 });
    }
  };
  for (let number = 0; number < half; number++) observe(drawQuestion(world, rng));
  const first = weights();
  const records = Array.from({ length: half }, (_, number) => {
    const question = drawQuestion(world, rng);
    observe(question);
    return toRecord(new Game(world, question, first, `${name} ${number}`), 'DISTINCT');
  });
  return { weights: weights(), policy: choosePolicy(records, ids) };
}

/** The protocol of the policy's choice. */
export function playOf({ policy }: Learnt): Play {
  if (policy.choice === 'CHAMPION') return (game) => game.alone(Number(policy.championAgentId?.split(' ')[1]));
  return { SAFE: safe, OPEN3: open3, OPEN4: open4, VOTE: weighted }[policy.choice];
}

/** The debate record of a debate with one round of exchange. The winner is that of OPEN4. */
export function toRecord(game: Game, style: Style): DebateRecord {
  const blind = game.ballots(game.question.answers);
  const final = game.ballots(game.talk(1, style).answers);
  const ids = blind.map(({ voter }) => voter);
  const positions = (ballots: typeof blind) => new Map(ballots.map(({ voter, position }) => [voter, position]));
  const round = { positions: positions(final), shown: () => ids, moved: new Map() };
  const { following, isContested, isCollapsed } = trajectoryOf({
    debaters: ids,
    blind: positions(blind),
    rounds: [round],
  });
  return {
    ...{ debateId: 'simulated', kind: null, hadExchange: true },
    ...{ following, isContested, isCollapsed, groundTruth: game.truth },
    winner: open4(game).winner,
    debaters: blind.map(({ voter, weight, position }, place) => ({
      ...{ participantId: voter, agentId: voter, family: null, weight, blind: position },
      final: final[place]?.position ?? null,
    })),
  };
}
