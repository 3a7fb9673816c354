import fc from 'fast-check';
import type { Decision } from '../../../../src/domain/debates/decision.ts';
import { aDecision, agent, piece } from './builders.ts';

const share = fc.constantFrom(0, 0.2, 0.35, 0.5, 0.7, 1);
const bits = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });

/** Decisions with up to 8 pieces of evidence, which may refer to earlier ones, and 2 to 4 agents with their own start. */
export const anyDecision: fc.Arbitrary<Decision> = fc
  .record({
    pieces: fc.array(
      fc.record({
        to: fc.nat(2),
        pro: fc.boolean(),
        strength: share,
        about: fc.nat(2),
        link: fc.nat(8),
        attack: fc.boolean(),
      }),
      { maxLength: 8 },
    ),
    agents: fc.array(fc.record({ w: fc.tuple(share, share, share), stubbornness: share, start: bits }), {
      minLength: 2,
      maxLength: 4,
    }),
  })
  .map(({ pieces, agents }) => {
    const evidence = pieces.map(({ to, pro, strength, about, link, attack }, n) =>
      piece(`e${n}`, [['sqlite', 'postgres', 'files'][to] ?? '', pro ? 'for' : 'against'], strength, {
        criterion: ['effort', 'risk', 'speed'][about],
        ...(link < n ? { [attack ? 'attacks' : 'supports']: [`e${link}`] } : {}),
      }),
    );
    const options = ['sqlite', 'postgres', 'files'].map((id) => ({ id, label: id.toUpperCase() }));
    const profiles = agents.map(({ w: [effort, risk, speed], stubbornness, start }, n) =>
      agent(`a${n}`, {
        weights: { effort, risk, speed },
        stubbornness,
        startsWith: evidence.filter((_, at) => start[at]).map(({ id }) => id),
      }),
    );
    return aDecision(evidence, profiles, { options });
  });
