/** The paths of a server and their methods, so that a wrong method can be told from a wrong path. */
export class KnownPaths {
  private readonly methods = new Map<string, Set<string>>();

  /** Notes a route. `pattern` is as Fastify writes it: `/a/:b`, `/files/*`. */
  add(pattern: string, methods: readonly string[]): void {
    // The wildcard is of CORS: it takes preflights for every path, known or not.
    if (pattern === '*') return;
    const known = this.methods.get(pattern) ?? new Set();
    for (const method of methods) known.add(method);
    this.methods.set(pattern, known);
  }

  /** The value of the `Allow` header for an address; undefined when nothing is there under any method. */
  allowed(address: string): string | undefined {
    const [path = ''] = address.split('?');
    const found = [...this.methods].filter(([pattern]) => fits(pattern, path)).flatMap(([, methods]) => [...methods]);
    return found.length === 0 ? undefined : [...new Set(found), 'OPTIONS'].join(', ');
  }
}

function fits(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.at(-1) === '*') return path.startsWith(pattern.slice(0, -1));
  return (
    wanted.length === given.length && wanted.every((part, at) => part === given[at] || isParameter(part, given[at]))
  );
}

function isParameter(part: string, given: string | undefined): boolean {
  return part.startsWith(':') && given !== '';
}
