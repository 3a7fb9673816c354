/** Headers that say one thing. Node reads the first of two, a proxy in front may have read the last. */
const SINGLE: ReadonlySet<string> = new Set([
  ...['host', 'origin', 'content-type', 'content-length', 'upgrade'],
  ...['sec-websocket-key', 'sec-websocket-version'],
]);

/**
 * Why a request with this head is refused: it names no host, or has a header twice that may be there once. `raw`: names and
 * values in turn.
 */
export function faultOfHead(raw: readonly string[]): string | undefined {
  let seen = '';
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.includes(`${name}\n`)) return `The request has the header ${name} twice. Send it once.`;
    seen += `${name}\n`;
  }
  return seen.includes('host\n') ? undefined : 'The request has no header host. Send the name of this server.';
}
