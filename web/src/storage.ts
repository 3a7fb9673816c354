import type { Storage } from '@graphiql/toolkit';

const prefix = 'aragora:';
const tabsKey = 'graphiql:tabState';
const editorKeys = new Set([tabsKey, 'graphiql:query', 'graphiql:variables', 'graphiql:headers']);
const historyKeys = new Set(['graphiql:queries', 'graphiql:favorites']);

/**
 * localStorage under keys of our own, since other GraphiQL pages of the same host and port use the plain ones. Never
 * holds request headers.
 */
export const browserStorage: Storage = {
  getItem: (key) => localStorage.getItem(prefix + key),
  setItem: (key, value) => localStorage.setItem(prefix + key, historyKeys.has(key) ? withoutHeaders(value) : value),
  removeItem: (key) => localStorage.removeItem(prefix + key),
  clear: () => {
    for (const key of ownKeys()) localStorage.removeItem(key);
  },
  get length() {
    return ownKeys().length;
  },
};

/**
 * Storage of a page opened by a link: tabs and editors live in memory, so that no earlier visit decides what is shown
 * and the tabs kept by ordinary visits stay as they were. History and theme are shared with those.
 */
export function linkStorage(): Storage {
  const memory = new Map<string, string>();
  return {
    getItem: (key) => (editorKeys.has(key) ? (memory.get(key) ?? null) : browserStorage.getItem(key)),
    setItem: (key, value) => (editorKeys.has(key) ? void memory.set(key, value) : browserStorage.setItem(key, value)),
    removeItem: (key) => (editorKeys.has(key) ? void memory.delete(key) : browserStorage.removeItem(key)),
    clear: () => {
      memory.clear();
      browserStorage.clear();
    },
    get length() {
      return memory.size + browserStorage.length;
    },
  };
}

/** Whether GraphiQL will restore the tabs of an earlier visit and ignore the default ones. */
export function hasStoredTabs(storage: Storage): boolean {
  return storage.getItem(tabsKey) !== null;
}

/** The history plugin writes the headers of each request, access tokens among them, also without `shouldPersistHeaders`. */
function withoutHeaders(history: string): string {
  return JSON.stringify(JSON.parse(history), (key, value) => (key === 'headers' ? undefined : value));
}

function ownKeys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}
