/** Names by text. Connections keep what they prepared, so only few, fixed texts belong here. */
const names = new Map<string, string>();

/** The same text. From now on each connection prepares it once: the server then neither parses nor plans it again. */
export function prepared(sql: string): string {
  if (!names.has(sql)) names.set(sql, `aragora_${names.size + 1}`);
  return sql;
}

/** The name under which connections prepare the statement; undefined for all others. */
export function preparedName(sql: unknown): string | undefined {
  return typeof sql === 'string' ? names.get(sql) : undefined;
}
