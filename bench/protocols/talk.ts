import { type AgentModel, DRAWS, type Question, type World } from './model.ts';

/**
 * OPEN: each agent hears all others, with names and confidence, so that it sees how many hold each answer. DISTINCT: one
 * argument for each other answer, without names, confidence or tally.
 */
export type Style = 'OPEN' | 'DISTINCT';

/** The answers of the panel after `rounds` rounds, with the tokens read and written. */
export interface Talk {
  readonly answers: readonly number[];
  readonly tokens: number;
}

/** Tokens of a blind answer: the question is read, an answer is written. */
export const BLIND_TOKENS = 400 + 350;

/**
 * In each round an agent that sees another answer may, in this order: accept the right answer (if it is wrong and sees it),
 * accept a wrong answer, follow the loudest peer, or redraw its answer from those it sees.
 */
export function talk(world: World, question: Question, rounds: number, style: Style): Talk {
  let answers = question.answers;
  let tokens = 0;
  const seen = world.agents.map(() => new Set<number>());
  for (let round = 0; round < rounds; round++) {
    const before = answers;
    answers = before.map((own, place) => {
      const peers = before.filter((_, other) => other !== place);
      const others = [...new Set(peers)].filter((answer) => answer !== own);
      tokens += 400 + 350 + 350 + 350 * (style === 'OPEN' ? peers.length : others.length);
      const turn = { world, question, style, place, own, before, others, seen: seen[place] ?? new Set() };
      const draws = question.draws.subarray((round * before.length + place) * DRAWS);
      const next = others.length === 0 ? own : nextAnswer(turn, draws);
      for (const answer of others) seen[place]?.add(answer);
      return next;
    });
  }
  return { answers, tokens };
}

interface AgentTurn {
  readonly world: World;
  readonly question: Question;
  readonly style: Style;
  readonly place: number;
  readonly own: number;
  readonly before: readonly number[];
  /** The different answers that it sees, without its own. */
  readonly others: readonly number[];
  /** Answers that it saw in earlier rounds. */
  readonly seen: ReadonlySet<number>;
}

function nextAnswer(turn: AgentTurn, draws: Float64Array): number {
  const { world, place, own, others, seen } = turn;
  const agent = world.agents[place] as AgentModel;
  if (agent.isAdversary) return own;
  const [corrects = 1, persuades = 1, which = 0, follows = 1, whom = 0, conforms = 1, redraw = 0] = draws;
  if (own !== 0 && others.includes(0) && corrects < correction(turn)) return 0;
  const wrongs = others.filter((answer) => answer !== 0);
  const pushed = wrongs[Math.floor(which * wrongs.length)];
  const force = world.agents.some(({ isAdversary }) => isAdversary) ? 3 : 1;
  if (pushed !== undefined && persuades < world.persuasion * force * (seen.has(pushed) ? world.repeat : 1))
    return pushed;
  const pull = turn.style === 'OPEN' ? 1 : 0.5 * (1 - world.anonymity);
  if (follows < agent.sycophancy * pull) return followed(turn, whom);
  return conforms < agent.conformity * pull ? redrawn(turn, redraw) : own;
}

function correction({ world, question, style, place, own, seen }: AgentTurn): number {
  const stuck = own === question.misconceptions[place] ? 0.5 : 1;
  return world.correction * stuck * (seen.has(0) ? world.repeat : 1) * (style === 'OPEN' ? 1 : world.correctionLeft);
}

/** The answer of the loudest peer; without names, any answer that it sees. */
function followed({ question, style, place, own, before, others }: AgentTurn, draw: number): number {
  if (style === 'DISTINCT') return others[Math.floor(draw * others.length)] ?? own;
  const loudness = question.confidences.map((confidence, other) => (other === place ? -1 : confidence));
  return before[loudness.indexOf(Math.max(...loudness))] ?? own;
}

/** Proportional to the number of holders, including itself, to the power α; equal without a tally. */
function redrawn({ world, style, own, before, others }: AgentTurn, draw: number): number {
  const choices = [own, ...others];
  const pulls = choices.map((answer) =>
    style === 'OPEN' ? before.filter((held) => held === answer).length ** world.alpha : 1,
  );
  let rest = draw * pulls.reduce((sum, pull) => sum + pull, 0);
  for (const [place, pull] of pulls.entries()) {
    rest -= pull;
    if (rest < 0) return choices[place] ?? own;
  }
  return own;
}
