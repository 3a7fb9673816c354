import { checkProtocol, type Protocol } from '../../src/domain/debates/protocol.ts';
import { decide } from '../../src/domain/debates/protocols/decide.ts';
import { needsExchange } from '../../src/domain/debates/protocols/gate.ts';
import { OPEN3, OPEN4 } from '../../src/domain/debates/protocols/policy.ts';
import { type Ballot, leaderOf } from '../../src/domain/debates/protocols/tally.ts';
import type { Question, World } from './model.ts';
import { BLIND_TOKENS, type Style, type Talk, talk } from './talk.ts';

/** The result of a protocol for a question. */
export interface Played {
  readonly winner: string | null;
  readonly isRight: boolean;
  readonly tokens: number;
  readonly hadExchange: boolean;
}

export type Play = (game: Game) => Played;

/** One question for a panel: every protocol gets the same blind answers and the same random numbers. */
export class Game {
  private readonly talks = new Map<string, Talk>();
  readonly options: readonly string[];

  /**
   * `weights`: the weight of each agent's vote, by index. `name` is unique, so that ties do not favour an option by its
   * place.
   */
  constructor(
    readonly world: World,
    readonly question: Question,
    readonly weights: readonly number[],
    private readonly name: string,
  ) {
    this.options = Array.from({ length: world.options }, (_, option) => `${name} ${option}`);
  }

  get truth(): string {
    return this.options[0] ?? '';
  }

  get blindTokens(): number {
    return BLIND_TOKENS * this.world.agents.length;
  }

  talk(rounds: number, style: Style): Talk {
    const key = `${style} ${rounds}`;
    const known = this.talks.get(key) ?? talk(this.world, this.question, rounds, style);
    this.talks.set(key, known);
    return known;
  }

  ballots(answers: readonly number[], weights: readonly number[] = this.weights): Ballot[] {
    return answers.map((answer, place) => ({
      voter: `agent ${place}`,
      weight: weights[place] ?? 1,
      position: this.options[answer] ?? null,
    }));
  }

  vote(weights: readonly number[]): Played {
    const { position } = leaderOf(this.ballots(this.question.answers, weights));
    return this.played(position, this.blindTokens, false);
  }

  /** By the product's rules: blind answers, its gate, one exchange of distinct arguments, its decision. */
  guarded(protocol: Protocol): Played {
    const blind = this.ballots(this.question.answers);
    const hadExchange = needsExchange(blind, protocol);
    const exchange = hadExchange ? this.talk(1, 'DISTINCT') : null;
    const final = exchange && this.ballots(exchange.answers);
    const { winner } = decide({ blind, final, options: this.options, protocol });
    return this.played(winner, this.blindTokens + (exchange?.tokens ?? 0), hadExchange);
  }

  debate(rounds: number): Played {
    const { answers, tokens } = this.talk(rounds, 'OPEN');
    const { position } = leaderOf(this.ballots(answers, []));
    return this.played(position, this.blindTokens + tokens, true);
  }

  /** The answer of one agent. */
  alone(place: number): Played {
    return this.played(this.options[this.question.answers[place] ?? -1] ?? null, BLIND_TOKENS, false);
  }

  played(winner: string | null, tokens: number, hadExchange: boolean): Played {
    return { winner, isRight: winner === this.truth, tokens, hadExchange };
  }

  /** The same panel with weight 1 for every vote. */
  unweighted(): Game {
    return new Game(this.world, this.question, [], this.name);
  }
}

const SAFE = checkProtocol({ mode: 'SAFE' });

export const safe: Play = (game) => game.guarded(SAFE);
export const open3: Play = (game) => game.guarded({ ...SAFE, ...OPEN3 });
export const open4: Play = (game) => game.guarded({ ...SAFE, ...OPEN4 });
export const balanced: Play = (game) => game.guarded({ ...SAFE, overturnShare: 0.6 });
export const majority: Play = (game) => game.vote([]);
export const weighted: Play = (game) => game.vote(game.weights);

/**
 * The compared protocols, by name. `best single` uses the agent with the highest true accuracy, which is unknown in
 * practice.
 */
export const PROTOCOLS: Readonly<Record<string, Play>> = {
  majority,
  weighted,
  'self-stated confidence': (game) => game.vote(game.question.confidences),
  'best single': (game) => game.alone(bestOf(game.world)),
  'debate, 1 round': (game) => game.debate(1),
  'debate, 2 rounds': (game) => game.debate(2),
  'debate, 3 rounds': (game) => game.debate(3),
  SAFE: safe,
  'SAFE, equal weights': (game) => safe(game.unweighted()),
  BALANCED: balanced,
  OPEN3: open3,
  OPEN4: open4,
};

function bestOf({ agents }: World): number {
  const skills = agents.map(({ accuracy, isAdversary }) => (isAdversary ? 0 : accuracy));
  return skills.indexOf(Math.max(...skills));
}
