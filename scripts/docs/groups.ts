import { allSettings } from '../../src/app/config.ts';
import type { Group, Setting } from '../../src/infra/config/setting.ts';

const titles: Record<Group, string> = {
  server: 'Server',
  access: 'Who may do what',
  persistence: 'Persistence',
  models: 'Language models',
  limits: 'Limits',
  tuning: 'Tuning',
};

/** The variables under the headings that the documents give them. */
export function groups(): { title: string; variables: readonly Setting[] }[] {
  return Object.entries(titles).map(([group, title]) => ({
    title,
    variables: allSettings.filter((variable) => variable.group === group),
  }));
}
