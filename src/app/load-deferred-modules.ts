/**
 * Loads the modules that the start does not need. Without this the first request that needs one would wait, and an upgrade
 * in place could remove the files of a running server.
 */
export async function loadDeferredModules(): Promise<void> {
  await import('../infra/http/graphql/apollo.ts');
  await import('../infra/agents/ai-sdk.ts');
  await import('../infra/access/openid.ts');
}
