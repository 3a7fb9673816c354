import type { DecisionInput, EvidenceInput, StartDebateInput } from '../../../src/cli/generated/graphql.ts';

export function anEvidenceInput(wanted: Partial<EvidenceInput> = {}): EvidenceInput {
  const source = { title: 'A source', url: 'https://example.org/' };
  return { id: 'e1', option: 'x', stance: 'FOR', criterion: 'cost', strength: 0.5, source, ...wanted };
}

/** Three options x, y and z, one criterion, one piece of evidence, and the agents ann, bob and cy. */
export function aDecisionInput(wanted: Partial<DecisionInput> = {}): DecisionInput {
  return {
    task: 'Which one?',
    options: ['x', 'y', 'z'].map((id) => ({ id, label: `Option ${id}` })),
    criteria: [{ id: 'cost', label: 'Cost', question: 'What does it cost?' }],
    evidence: [anEvidenceInput()],
    agents: ['ann', 'bob', 'cy'].map((id) => ({ id, label: id.toUpperCase(), weights: [] })),
    ...wanted,
  };
}

/** A decision on which the deliberators argue for more than one round. */
export function aContestedDecision(): DecisionInput {
  const [cost, speed] = ['cost', 'speed'];
  const knowing = (id: string, likes: string, startsWith: string[]) => ({
    id,
    label: id.toUpperCase(),
    weights: [cost, speed].map((criterion) => ({ criterion, weight: criterion === likes ? 1 : 0.4 })),
    startsWith,
  });
  return aDecisionInput({
    criteria: [cost, speed].map((id) => ({ id, label: id, question: `What about ${id}?` })),
    evidence: [
      anEvidenceInput({ id: 'cheap-x', option: 'x', criterion: cost, strength: 0.8 }),
      anEvidenceInput({ id: 'fast-y', option: 'y', criterion: speed, strength: 0.7 }),
      anEvidenceInput({ id: 'slow-x', option: 'x', criterion: speed, strength: 0.9, stance: 'AGAINST' }),
      anEvidenceInput({ id: 'dear-y', option: 'y', criterion: cost, strength: 0.3, stance: 'AGAINST' }),
    ],
    agents: [
      knowing('ann', cost, ['cheap-x']),
      knowing('bob', speed, ['fast-y', 'slow-x']),
      knowing('cy', speed, ['cheap-x', 'dear-y']),
    ],
  });
}

export function aStartInput(wanted: Partial<StartDebateInput> = {}): StartDebateInput {
  return { decision: aDecisionInput(), ...wanted };
}
