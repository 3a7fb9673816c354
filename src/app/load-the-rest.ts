/**
 * Loads what a start does without. Whoever needed it first would wait for it, and an upgrade in place takes the files away
 * from a server that runs.
 */
export async function loadTheRest(): Promise<void> {
  await import('../infra/http/graphql/apollo.ts');
  await import('../infra/agents/ai-sdk.ts');
  await import('../infra/access/openid.ts');
}
