import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';

/** Runs the open tab as soon as its editors are there, as if Execute were pressed. Shows nothing. */
export function RunAtOnce() {
  const { run } = useGraphiQLActions();
  const isReady = useGraphiQL((state) => Boolean(state.queryEditor && state.variableEditor && state.responseEditor));
  useEffect(() => {
    if (isReady) run();
  }, [isReady, run]);
  return null;
}
