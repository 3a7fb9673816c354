import type { AgentModel, World } from './model.ts';
import { Rng } from './rng.ts';

/** A world with the name that seeds its random numbers. */
export interface Cell {
  readonly name: string;
  readonly world: World;
}

export const PANELS = {
  weak: [0.45, 0.4875, 0.525, 0.5625, 0.6],
  mixed: [0.5, 0.55, 0.6, 0.7, 0.85],
  strong: [0.75, 0.775, 0.8, 0.825, 0.85],
} as const;

export type Strength = keyof typeof PANELS;

export interface CellWish {
  readonly strength: Strength;
  readonly rho: number;
  readonly conformity: number;
  readonly correction: number;
}

const STRENGTHS: readonly Strength[] = ['weak', 'mixed', 'strong'];

/** 144 cells (`full`), or the 24 at the corners of the likely range (`small`). */
export function gridCells(size: 'small' | 'full'): Cell[] {
  const [rhos, conformities, corrections] =
    size === 'full'
      ? [
          [0, 0.3, 0.6],
          [0, 0.2, 0.4, 0.6],
          [0, 0.1, 0.25, 0.5],
        ]
      : [
          [0, 0.6],
          [0.2, 0.6],
          [0, 0.25],
        ];
  return STRENGTHS.flatMap((strength) =>
    rhos.flatMap((rho) =>
      conformities.flatMap((conformity) =>
        corrections.map((correction) => cellOf({ strength, rho, conformity, correction })),
      ),
    ),
  );
}

export function cellOf({ strength, rho, conformity, correction }: CellWish): Cell {
  const agents = PANELS[strength].map((accuracy, family) =>
    anAgent({ accuracy, family, conformity, sycophancy: conformity / 4 }),
  );
  const name = `${strength} ρ${rho} c${conformity} q${correction}`;
  return { name, world: aWorld({ agents, rhoBetween: rho, rhoWithin: rho, correction }) };
}

export function anAgent(wanted: Partial<AgentModel> & Pick<AgentModel, 'accuracy'>): AgentModel {
  const talk = { sycophancy: 0.05, conformity: 0.2, isAdversary: false };
  return { family: 0, kappa: 0.3, overconfidence: 1, ...talk, ...wanted };
}

export function aWorld(wanted: Partial<World> & Pick<World, 'agents'>): World {
  const chance = { options: 4, rhoBetween: 0.3, rhoWithin: 0.3, difficulty: 0.5 };
  const talk = { correction: 0.25, persuasion: 0.05, alpha: 2, repeat: 0.3, anonymity: 0.6, correctionLeft: 0.9 };
  return { ...chance, ...talk, ...wanted };
}

/** Four ordinary agents and one that is mostly wrong and the most confident. */
export function loudWrongWorld(): World {
  const agents = [0.65, 0.7, 0.75, 0.8].map((accuracy, family) => anAgent({ accuracy, family }));
  return aWorld({ agents: [...agents, anAgent({ accuracy: 0.35, family: 4, kappa: 0, overconfidence: 3 })] });
}

/** A random world from a wide range of plausible parameters. It says nothing about how frequent they are. */
export function randomWorld(seed: number, number: number): Cell {
  const rng = new Rng(seed, `world ${number}`);
  const n = rng.pick([3, 5, 7]);
  const families = 1 + rng.below(n);
  const level = rng.between(0.45, 0.85);
  const spread = rng.between(0, 0.15);
  const conformity = rng.between(0, 0.6);
  const sycophancy = rng.between(0, 0.2);
  const [loud, adversary] = [rng.next() < 0.2 ? rng.below(n) : -1, rng.next() < 0.1 ? rng.below(n) : -1];
  const agents = Array.from({ length: n }, (_, place) => {
    const accuracy = Math.min(0.95, Math.max(0.2, level + spread * rng.normal()));
    const own = { accuracy, family: place % families, conformity, sycophancy, isAdversary: place === adversary };
    return anAgent(place === loud ? { ...own, accuracy: 0.35, kappa: 0, overconfidence: 3 } : own);
  });
  const rhoWithin = rng.between(0, 0.7);
  const world = aWorld({
    agents,
    options: rng.pick([2, 3, 4, 8]),
    rhoWithin,
    rhoBetween: rhoWithin * rng.next(),
    correction: rng.between(0, 0.5),
    persuasion: rng.between(0, 0.12),
    alpha: rng.between(1, 3),
    repeat: rng.between(0, 0.6),
    anonymity: rng.between(0, 0.8),
    correctionLeft: rng.between(0.7, 1),
  });
  return { name: `world ${number}`, world };
}
