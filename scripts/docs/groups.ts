import type { Group, Variable } from '../../src/infra/config/variable.ts';
import { allVariables } from '../../src/infra/config/variables.ts';

const titles: Record<Group, string> = {
  server: 'Server',
  access: 'Who may do what',
  persistence: 'Persistence',
  models: 'Language models',
  limits: 'Limits',
  tuning: 'Tuning',
};

/** The variables under the headings that the documents give them. */
export function groups(): { title: string; variables: readonly Variable[] }[] {
  return Object.entries(titles).map(([group, title]) => ({
    title,
    variables: allVariables.filter((variable) => variable.group === group),
  }));
}
