/** A call that a provider refused, before its answer or within it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** HTTP status; null for a refusal within a response that began as a success. */
  readonly statusCode: number | null;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** The words of the provider, shortened. */
  readonly responseBody: string;

  constructor(statusCode: number | null, headers: Headers | null, body: string) {
    super('The provider refused the call.');
    this.statusCode = statusCode;
    this.responseHeaders = Object.fromEntries(headers ?? []);
    this.responseBody = body.slice(0, 8_192);
  }

  /** A refusal in an event of a response, as JSON or as text. */
  static within(event: unknown, headers: Headers | null): Refused {
    return new Refused(null, headers, typeof event === 'string' ? event : JSON.stringify(event));
  }
}
