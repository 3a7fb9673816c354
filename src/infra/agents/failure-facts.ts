/** Facts about a failure, read from any error that the SDK threw or sent. */
export interface FailureFacts {
  /** HTTP status, or the status named by an error inside a stream; null when there is none. */
  readonly status: number | null;
  /** Headers with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text of the provider; empty when nothing arrived. */
  readonly body: string;
  readonly isHtml: boolean;
  /** Code of a network error, such as ECONNREFUSED; null without a network error. */
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

/** The error, its cause, the cause of the cause, and so on. */
function* chainOf(error: unknown): Generator<Link> {
  for (let link = error, depth = 0; isLink(link) && depth < 8; link = link.cause, depth++) yield link;
}

/** A refused request has a body. An error inside a stream is, or has, the event. A bad event has a value. */
function bodyOf(link: Link): string {
  const { responseBody, data, value, text } = link;
  for (const found of [responseBody, data, value, text]) {
    if (typeof found === 'string' && found !== '') return found;
    if (isLink(found)) return JSON.stringify(found);
  }
  return link instanceof Error ? '' : JSON.stringify(link);
}

/** The status in the text of an error, as OpenRouter, Gemini and Mistral write it. */
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
  // `fetch` refuses the ports that browsers refuse, such as 9, with an error that has no code.
  if (link instanceof Error && link.message === 'bad port') return 'EBADPORT';
  return link instanceof TypeError && link.message === 'terminated' ? 'UND_ERR_SOCKET' : null;
}

function lowered(headers: Link): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function isLink(value: unknown): value is Link {
  return typeof value === 'object' && value !== null;
}
