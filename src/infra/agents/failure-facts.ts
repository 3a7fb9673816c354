import { Refused } from './refused.ts';

/** Facts about a failure, read from the error of a call. */
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

/** A code in the JSON of an error, or in an object of Python. */
const CODES = /["'](?:(?:raw_|http_)?status(?:_?code)?|(?:error_)?code|type)["']\s*:\s*["']?(\d{3})\b/gi;

type Link = { readonly [key: string]: unknown };

/** `hasResponse`: the provider had accepted the call, so that a broken connection cut off its answer. */
export function readFailure(error: unknown, hasResponse: boolean): FailureFacts {
  const links = [...chainOf(error)];
  const refused = links.find((link) => link instanceof Refused);
  const body = withoutEchoes(refused?.responseBody ?? '');
  const headers = refused?.responseHeaders ?? {};
  return {
    status: statusIn(body) ?? refused?.statusCode ?? (hasResponse && !refused ? 200 : null),
    headers,
    body,
    isHtml: isPage(body, headers['content-type'] ?? ''),
    networkCode: links.map(networkCodeOf).find((code) => code !== null) ?? null,
  };
}

/** Servers also call JSON and plain words a page. */
function isPage(body: string, type: string): boolean {
  if (/^\s*<(!doctype|html)/i.test(body)) return true;
  const hasTags = /<[!?/a-z]/i.test(body) || body.trim() === '';
  return /^\s*text\/html\b/i.test(type) && hasTags && !/^\s*[[{"]/.test(body);
}

/** Keys under which a refusal repeats the request, or the answer. Their words say nothing about why. */
const ECHOES = ['input', 'failed_generation', 'flagged_input', 'prompt', 'messages'];
const ECHO = new RegExp(`"(${ECHOES.join('|')})"\\s*:\\s*"(?:[^"\\\\]|\\\\.)*"?`, 'g');

function withoutEchoes(body: string): string {
  if (!ECHOES.some((key) => body.includes(`"${key}"`))) return body;
  try {
    return JSON.stringify(JSON.parse(body, (key, value: unknown) => (ECHOES.includes(key) ? undefined : value)));
  } catch {
    // It was shortened.
    return body.replace(ECHO, '"$1":""');
  }
}

/** The error, its cause, the cause of the cause, and so on. */
function* chainOf(error: unknown): Generator<Link> {
  for (let link = error, depth = 0; isLink(link) && depth < 8; link = link.cause, depth++) yield link;
}

/** The status in the text of an error, as OpenRouter, Gemini and Mistral write it. */
function statusIn(body: string): number | null {
  const codes = [...body.matchAll(CODES)];
  const statuses = codes.map(([, code]) => Number(code)).filter((status) => status >= 400 && status <= 599);
  // 400 is often the code around a more exact one.
  return statuses.find((status) => status !== 400) ?? statuses[0] ?? null;
}

function networkCodeOf(link: Link): string | null {
  if (
    typeof link.code === 'string' &&
    /^(E[A-Z]+|EAI_[A-Z]+|UND_ERR_[A-Z_]+|Z_[A-Z_]+|CERT_[A-Z_]+|[A-Z_]*SELF_SIGNED[A-Z_]*|UNABLE_TO_[A-Z_]+|ERR_(?:TLS|SSL)_[A-Z0-9_]+|HPE_[A-Z_]+)$/.test(
      link.code,
    )
  )
    return link.code;
  // The parser of `fetch` gives no code for most of what is no HTTP.
  if (link instanceof Error && link.name === 'HTTPParserError') return 'HPE_INVALID';
  // `fetch` refuses the ports that browsers refuse, such as 9, with an error that has no code.
  if (link instanceof Error && link.message === 'bad port') return 'EBADPORT';
  return link instanceof TypeError && link.message === 'terminated' ? 'UND_ERR_SOCKET' : null;
}

function isLink(value: unknown): value is Link {
  return typeof value === 'object' && value !== null;
}
