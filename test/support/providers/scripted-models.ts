import type { Panel } from '../../../src/domain/debates/ports.ts';

/** Agents by id: the deliberator, and models with names such as `ant-1`, where `ant` is the family. `x-…` have no price. */
export const panelOf = (models: readonly string[] = []): Panel => ({
  find: (id) => {
    if (id === 'deliberator') {
      return { provider: 'builtin', model: null, family: null, label: 'Deliberator' };
    }
    if (!models.includes(id)) return null;
    return { provider: 'local', model: id, family: familyOf(id), label: id.toUpperCase() };
  },
  refusalOf: (id, others = []) =>
    id === 'deliberator' || models.includes(id)
      ? null
      : `There is no agent ${id}; there are: ${[...others, 'deliberator', ...models].join(', ')}.`,
  panel: (size) => Array.from({ length: models.length > 0 ? size : 0 }, (_, at) => models[at % models.length] ?? ''),
  arbiter: (families, not) => {
    const free = models.filter((id) => !not.includes(id));
    const foreign = free.find((id) => !families.includes(familyOf(id)));
    const agentId = foreign ?? free[0];
    return agentId === undefined ? null : { agentId, isForeign: foreign !== undefined };
  },
  costOf: (id, { inputTokens, outputTokens }) => {
    if (id === 'deliberator') return 0;
    return id.startsWith('x-') ? null : (inputTokens + outputTokens) / 1_000_000;
  },
});

function familyOf(id: string): string {
  return id.split('-')[0] ?? id;
}
