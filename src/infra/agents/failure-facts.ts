/** What can be told of a failure from whatever the SDK threw or sent, whichever class it is of. */
export interface FailureFacts {
  /** The HTTP status, or the one that an error inside a stream names; null when there is none. */
  readonly status: number | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the provider wrote; empty when nothing did arrive. */
  readonly body: string;
  readonly isHtml: boolean;
  /** The code of the network's error, such as ECONNREFUSED; null when the network did its work. */
  readonly networkCode: string | null;
}

type Link = { readonly [key: string]: unknown };

export function readFailure(error: unknown): FailureFacts {
  const links = [...chainOf(error)];
  const body = links.map(bodyOf).find((text) => text !== '') ?? '';
  const headers = lowered(links.map(({ responseHeaders }) => responseHeaders).find(isLink) ?? {});
  const sent = links.map(({ statusCode }) => statusCode).find((status) => typeof status === 'number') ?? null;
  return {
    status: statusIn(body) ?? sent,
    headers,
    body,
    isHtml: /^\s*<(!doctype|html)/i.test(body) || (headers['content-type'] ?? '').startsWith('text/html'),
    networkCode: links.map(networkCodeOf).find((code) => code !== null) ?? null,
  };
}

/** The error, what caused it, and so on. */
function* chainOf(error: unknown): Generator<Link> {
  for (let link = error, depth = 0; isLink(link) && depth < 8; link = link.cause, depth++) yield link;
}

/** A refused request carries its body; an error inside a stream is, or carries, the event; a bad event is its value. */
function bodyOf(link: Link): string {
  const { responseBody, data, value, text } = link;
  for (const found of [responseBody, data, value, text]) {
    if (typeof found === 'string' && found !== '') return found;
    if (isLink(found)) return JSON.stringify(found);
  }
  return link instanceof Error ? '' : JSON.stringify(link);
}

/** The status that stands in the words of an error, as OpenRouter, Gemini and Mistral write it. */
function statusIn(body: string): number | null {
  const code = /"(?:code|status|raw_status_code)"\s*:\s*"?(\d{3})\b"?/.exec(body)?.[1];
  const status = Number(code ?? Number.NaN);
  return status >= 400 && status <= 599 ? status : null;
}

function networkCodeOf(link: Link): string | null {
  if (
    typeof link.code === 'string' &&
    /^(E[A-Z]+|EAI_[A-Z]+|UND_ERR_[A-Z_]+|CERT_[A-Z_]+|[A-Z_]*SELF_SIGNED[A-Z_]*|UNABLE_TO_[A-Z_]+|ERR_TLS_[A-Z_]+|HPE_[A-Z_]+)$/.test(
      link.code,
    )
  )
    return link.code;
  // Ports that browsers do not call, such as 9, fetch does not either; it gives no code for that.
  if (link instanceof Error && link.message === 'bad port') return 'EBADPORT';
  return link instanceof TypeError && link.message === 'terminated' ? 'UND_ERR_SOCKET' : null;
}

function lowered(headers: Link): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function isLink(value: unknown): value is Link {
  return typeof value === 'object' && value !== null;
}
