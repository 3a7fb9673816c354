import { allVariables, type Group, type Variable } from '../../src/infra/config/variables.ts';

const titles: Record<Group, string> = { server: 'Server', persistence: 'Persistence', tuning: 'Tuning' };

/** The variables under the headings that the documents give them. */
export function groups(): { title: string; variables: readonly Variable[] }[] {
  return Object.entries(titles).map(([group, title]) => ({
    title,
    variables: allVariables.filter((variable) => variable.group === group),
  }));
}
