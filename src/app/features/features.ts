// type-graphql's decorators need it. A bundle may put classes of several features into one file, which is read before any
// feature is loaded: so it comes here, where no class is.
import 'reflect-metadata';
import { OAUTH_SETTINGS } from '../../infra/access/oauth-settings.ts';
import { accessMistakes } from '../../infra/access/setting-mistakes.ts';
import { ACCESS_SETTINGS } from '../../infra/access/settings.ts';
import { agentMistakes } from '../../infra/agents/setting-mistakes.ts';
import { AGENT_SETTINGS } from '../../infra/agents/settings.ts';
import type { FindMistakes, Settings } from '../../infra/config/setting.ts';
import { DEBATE_SETTINGS } from '../../infra/debates/settings.ts';
import { encryptionMistakes } from '../../infra/encryption/setting-mistakes.ts';
import { ENCRYPTION_SETTINGS } from '../../infra/encryption/settings.ts';
import { RECEIPT_SETTINGS } from '../../infra/receipts/settings.ts';
import type { FeatureModule } from '../feature.ts';

/** A feature before its module is loaded. A command that talks to a running server needs only the settings. */
interface FeatureRow<S extends Settings> {
  readonly name: string;
  readonly settings: S;
  readonly findMistakes?: FindMistakes;
  readonly load: () => Promise<{ readonly feature: FeatureModule }>;
}

/**
 * All features, in the order of composition. This is the only list: settings, mapper, schema, contexts, transports, jobs,
 * reactors, metrics and health are built from it.
 */
export const FEATURES = [
  row({
    name: 'encryption',
    settings: ENCRYPTION_SETTINGS,
    findMistakes: encryptionMistakes,
    load: () => import('./encryption/encryption.ts'),
  }),
  row({ name: 'audit', settings: {}, load: () => import('./audit/audit.ts') }),
  row({
    name: 'access',
    settings: { ...ACCESS_SETTINGS, ...OAUTH_SETTINGS },
    findMistakes: accessMistakes,
    load: () => import('./access/access.ts'),
  }),
  row({
    name: 'agents',
    settings: AGENT_SETTINGS,
    findMistakes: agentMistakes,
    load: () => import('./agents/agents.ts'),
  }),
  row({ name: 'receipts', settings: RECEIPT_SETTINGS, load: () => import('./receipts/receipts.ts') }),
  row({ name: 'usage', settings: {}, load: () => import('./usage/usage.ts') }),
  row({ name: 'debates', settings: DEBATE_SETTINGS, load: () => import('./debates/debates.ts') }),
  row({ name: 'system', settings: {}, load: () => import('./system/system.ts') }),
] as const;

type SettingsOf<Rows extends readonly { readonly settings: Settings }[]> = Rows extends readonly [
  infer First extends { readonly settings: Settings },
  ...infer Rest extends readonly { readonly settings: Settings }[],
]
  ? First['settings'] & SettingsOf<Rest>
  : object;

/** The settings of all features. */
export const FEATURE_SETTINGS = Object.assign({}, ...FEATURES.map(({ settings }) => settings)) as SettingsOf<
  typeof FEATURES
>;

/** The modules of all features, in the order of the list. */
export async function loadFeatures(): Promise<readonly FeatureModule[]> {
  return Promise.all(FEATURES.map(async ({ load }) => (await load()).feature));
}

function row<S extends Settings>(one: FeatureRow<S>): FeatureRow<S> {
  return one;
}
