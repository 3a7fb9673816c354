/** What a provider says when it fails: the words, and a code as a number or a word. */
export interface Fault {
  readonly message: string;
  readonly code?: number | string | null;
  readonly type?: string;
}

/** The end of an answer. `reason` is what stands in the protocol's field, also when it is no text. */
export interface Ending {
  readonly reason: unknown;
  /** The usage object of the protocol; null when none is told. */
  readonly usage: unknown;
  /** The whole text: some protocols repeat it at the end. */
  readonly text: string;
}

/** The stop reasons of a protocol, in its own words. */
export interface Reasons {
  readonly done: string;
  readonly length: string;
  /** null where the protocol has no such reason. */
  readonly content: string | null;
}

/** A streaming protocol, event by event, as the real provider writes it. Each function returns bytes of the wire. */
export interface Voice {
  /** The path of the requests, as a server with this protocol accepts it. */
  readonly path: RegExp;
  readonly reasons: Reasons;
  /** What comes before the first piece of text. */
  opening(): string;
  piece(text: string): string;
  /** A piece of reasoning that the protocol keeps apart from the text; null where it has none. */
  thought(text: string): string | null;
  /** The events that end the answer, without the last event. */
  ending(ending: Ending): string;
  /** The last event. Empty where the ending is the last thing that is sent. */
  readonly last: string;
  /** A usage object with these values in its two counts, and details that are always plausible. */
  usage(input: unknown, output: unknown): object;
  /** A failure inside the stream. */
  fault(fault: Fault): string;
  /** The JSON body of a failure. */
  faultBody(fault: Fault): unknown;
  /** The answer in one JSON body, as it comes when no stream was made. */
  plain(ending: Ending): unknown;
  /** A streamed refusal from its first to its last event; null where the protocol has none. */
  refusal(words: string): string | null;
  /** Events that say nothing about the answer, by name. They may stand anywhere. */
  readonly asides: Readonly<Record<string, string>>;
  /** Chunks that are odd, but harmless when they come beside a whole answer, by name. */
  readonly oddities: Readonly<Record<string, string>>;
}

/** One event with data. Text is sent as it is, so that it may be no JSON. */
export function data(body: unknown): string {
  return `data: ${typeof body === 'string' ? body : JSON.stringify(body)}\n\n`;
}

/** One event with a name, which its data repeats as `type`. */
export function named(type: string, body: object): string {
  return `event: ${type}\n${data({ type, ...body })}`;
}

/** Things of server-sent events that no protocol gives a meaning to. */
export const SSE_ASIDES: Readonly<Record<string, string>> = {
  'a comment': ': keep-alive\n\n',
  'a comment `: ping`': `: ping - 2026-11-30 12:00:00.000000+00:00\n\n`,
  'an empty comment': ':\n\n',
  'blank lines': '\n\n\n',
  'a retry field': 'retry: 3000\n\n',
  'an id field': 'id: 17\n\n',
  'an event without data': 'event: keepalive\n\n',
  'a state of a queue': data({ status: 'processing', message: 'Waiting for a free slot' }),
  'a good state': data({ code: 200, message: 'ok' }),
  'a good state that is a text': data({ status: '200', message: 'Success.' }),
  'a start of work': data({ code: 102, message: 'Loading the model' }),
  'words of an unknown kind': data({ code: 'NOTICE_7', message: 'You are number 3' }),
  'a detail': data({ detail: 'The model is warm.' }),
  'an error that says that all is well': data({ error: { code: 0, message: 'success' } }),
  'a good state in words': data({ code: 'OK', message: 'heartbeat', data: null }),
};

export const MODEL = 'served-model';
