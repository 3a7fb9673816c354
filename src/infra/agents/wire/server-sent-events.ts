import { Unusable } from '../unusable.ts';
import { Pieces } from './pieces.ts';

export interface ServerSentEvent {
  /** Empty for an event without a name. */
  readonly name: string;
  readonly data: string;
  /** Whether it is a line beside the events, which is no part of the answer unless it is JSON. */
  readonly isBeside?: boolean;
}

/** The fields of an event. A line that is none of them, and no comment, is an event of its own: servers write failures so. */
const FIELDS = ['', 'data', 'event', 'id', 'retry'];

/** Reads server-sent events from text that arrives in pieces, cut anywhere. */
export class ServerSentEvents {
  /** The line that has not ended yet. */
  private readonly rest: Pieces;
  /** A carriage return at the end of a piece: a line feed may belong to it. */
  private held = '';
  private name = '';
  private data: string[] = [];
  private length = 0;
  private readonly maxLength: number;

  /** `maxLength`: characters of one event. */
  constructor(maxLength: number) {
    this.maxLength = maxLength;
    this.rest = new Pieces(maxLength);
  }

  take(piece: string): readonly ServerSentEvent[] {
    const text = this.held + piece;
    this.held = text.endsWith('\r') ? '\r' : '';
    const events: ServerSentEvent[] = [];
    let from = 0;
    const ends = /\r\n|\n|\r(?=[\s\S])/g;
    for (let end = ends.exec(text); end; end = ends.exec(text)) {
      this.rest.add(text.slice(from, end.index));
      events.push(...this.line(this.rest.taken()));
      from = ends.lastIndex;
    }
    this.rest.add(text.slice(from, text.length - this.held.length));
    return events;
  }

  /** The last event, which some servers do not end with an empty line. */
  end(): readonly ServerSentEvent[] {
    return [...this.line(this.rest.taken()), ...this.dispatch()];
  }

  private line(line: string): readonly ServerSentEvent[] {
    if (line === '') return this.dispatch();
    const [, named = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    const field = named.trim().toLowerCase();
    // llama.cpp had failures in a field `error`.
    if (field === 'error') return [{ name: field, data: value }];
    if (!FIELDS.includes(field)) return [{ name: '', data: line, isBeside: true }];
    if (field === 'event') this.name = value;
    if (field !== 'data') return [];
    this.length += value.length;
    if (this.length > this.maxLength) throw new Unusable('TOO_LONG');
    this.data.push(value);
    return [];
  }

  private dispatch(): readonly ServerSentEvent[] {
    const [name, data] = [this.name, this.data.join('\n')];
    [this.name, this.data, this.length] = ['', [], 0];
    return data === '' ? [] : [{ name, data }];
  }
}
