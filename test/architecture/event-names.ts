/** Names of signals that an event has too, where `debate.started` and `debateStarted` count as one. */
export function sharedNames(signals: readonly string[], events: readonly string[]): string[] {
  const taken = new Set(events.map(joined));
  return signals.filter((name) => taken.has(joined(name)));
}

/** Property names of the interface `name` in a source: one level, quoted or not. */
export function propertiesOf(name: string, source: string): string[] {
  const [, indent = '', body = ''] =
    new RegExp(`^( *)(?:export )?interface ${name} \\{\n([\\s\\S]*?)\n\\1\\}`, 'm').exec(source) ?? [];
  return [...body.matchAll(new RegExp(`^${indent} {2}'?([\\w.]+)'?\\??:`, 'gm'))].map(([, property = '']) => property);
}

function joined(name: string): string {
  return name.replaceAll('.', '').toLowerCase();
}
