import { GraphiQL } from 'graphiql';
import { linkedDebateId, linkedDebateTabs, tabsBehind } from './debate-link.ts';
import { playgroundFetcher } from './fetcher.ts';
import { operationTabs } from './operations.ts';
import { RunAtOnce } from './run-at-once.tsx';
import { browserStorage, hasStoredTabs, linkStorage } from './storage.ts';

const fetcher = playgroundFetcher(location);

/** GraphiQL for this server. A `?debate=<id>` link opens the tabs of that debate in place of tabs of earlier visits, and follows it. */
export function Playground({ debateLink }: { debateLink: string }) {
  const linked = linkedDebateTabs(operationTabs, linkedDebateId(debateLink));
  const storage = linked.length > 0 ? linkStorage() : browserStorage;
  const tabs = [...linked, ...tabsBehind(linked, operationTabs)];
  // GraphiQL fills the variables editor from the first default tab only when told; it must not override stored tabs.
  const firstVariables = hasStoredTabs(storage) ? undefined : tabs[0]?.variables;

  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      defaultTabs={tabs}
      {...(firstVariables && { initialVariables: firstVariables })}
      defaultEditorToolsVisibility={true}
      // The headers editor holds access tokens: they stay in memory, not in localStorage.
      shouldPersistHeaders={false}
    >
      <GraphiQL.Logo>Aragora{linked.length > 0 && <RunAtOnce />}</GraphiQL.Logo>
    </GraphiQL>
  );
}
