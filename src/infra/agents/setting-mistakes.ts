import type { FindMistakes } from '../config/setting.ts';

/** A local model needs an address and a name, because only the operator knows the models of the local server. */
export const agentMistakes: FindMistakes = (_values, set) => {
  const [given, missing] = ['ARAGORA_LOCAL_BASE_URL', 'ARAGORA_LOCAL_MODEL'].sort(
    (one, other) => Number(set.includes(other)) - Number(set.includes(one)),
  );
  if (!given || !missing || !set.includes(given) || set.includes(missing)) return [];
  return [`${given} is set and ${missing} is not: a local model needs both. Set ${missing} too, or unset ${given}.`];
};
