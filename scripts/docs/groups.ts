import type { Group, Variable } from '../../src/infra/config/variable.ts';
import { allVariables } from '../../src/infra/config/variables.ts';

const titles: Record<Group, string> = {
  server: 'Server',
  persistence: 'Persistence',
  access: 'Access',
  models: 'Language models',
  tuning: 'Tuning',
};

/** The variables under the headings that the documents give them. */
export function groups(): { title: string; variables: readonly Variable[] }[] {
  return Object.entries(titles).map(([group, title]) => ({
    title,
    variables: allVariables.filter((variable) => variable.group === group),
  }));
}
