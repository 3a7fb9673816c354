/** A tab of the playground: a document of schema/operations and what its variables editor starts with. */
export interface OperationTab {
  fileName: string;
  query: string;
  variables: string | null;
}

const files = import.meta.glob<string>('../../schema/operations/**/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const emptyTab: OperationTab = {
  fileName: '',
  query:
    '# No documented operations were built into this playground.\n# Write your own here; the documentation is on the left.\n',
  variables: null,
};

/** Every documented operation in file-name order, or one tab with a comment where there is none. */
export const operationTabs: OperationTab[] = tabsOf(files);

function tabsOf(textByPath: Record<string, string>): OperationTab[] {
  const tabs = Object.keys(textByPath)
    .sort()
    .map((path) => operationTab(path.slice(path.lastIndexOf('/') + 1), textByPath[path] ?? ''));
  return tabs.length > 0 ? tabs : [emptyTab];
}

/** Reads a file's text; a first line `# variables: {…}` becomes the content of the variables editor. */
function operationTab(fileName: string, text: string): OperationTab {
  const [firstLine = '', ...rest] = text.split('\n');
  const variables = prefill(firstLine);
  return variables === null ? { fileName, query: text, variables } : { fileName, query: rest.join('\n'), variables };
}

/** The variables of a `# variables: {…}` line, indented; null for any other line, which then stays a comment. */
function prefill(line: string): string | null {
  const json = /^# variables:\s*(\{.*\})\s*$/.exec(line)?.[1];
  try {
    return json === undefined ? null : JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return null;
  }
}
