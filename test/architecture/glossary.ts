/** Terms of the glossary whose file is not there. Rows are `| term | meaning | where |`, the file in backticks. */
export function termsWithoutFile(glossary: string, exists: (path: string) => boolean): string[] {
  return rowsOf(glossary).flatMap(({ term, where }) => {
    const path = /^`([^`]+)`$/.exec(where)?.[1];
    return path !== undefined && exists(path) ? [] : [`${term}: ${where} does not exist`];
  });
}

/** Terms that stand in the glossary twice. */
export function repeatedTerms(glossary: string): string[] {
  const terms = rowsOf(glossary).map(({ term }) => term.toLowerCase());
  return terms.filter((term, at) => terms.indexOf(term) !== at);
}

function rowsOf(glossary: string): { term: string; where: string }[] {
  return [...glossary.matchAll(/^\| ([^|]+) \| [^|]+ \| ([^|]+) \|$/gm)]
    .map(([, term = '', where = '']) => ({ term: term.trim(), where: where.trim() }))
    .filter(({ term }) => term !== 'term');
}
