import { Unusable } from '../unusable.ts';

export interface ServerSentEvent {
  /** Empty for an event without a name. */
  readonly name: string;
  readonly data: string;
}

/** Reads server-sent events from text that arrives in pieces, cut anywhere. */
export class ServerSentEvents {
  private rest = '';
  private name = '';
  private data: string[] = [];
  private length = 0;
  private readonly maxLength: number;

  /** `maxLength`: characters of one event. */
  constructor(maxLength: number) {
    this.maxLength = maxLength;
  }

  take(piece: string): readonly ServerSentEvent[] {
    const searched = Math.max(0, this.rest.length - 1);
    const text = this.rest + piece;
    const events: ServerSentEvent[] = [];
    let from = 0;
    const ends = /\r\n|\n|\r(?=[\s\S])/g;
    ends.lastIndex = searched;
    for (let end = ends.exec(text); end; end = ends.exec(text)) {
      events.push(...this.line(text.slice(from, end.index)));
      from = ends.lastIndex;
    }
    this.rest = text.slice(from);
    if (this.rest.length > this.maxLength) throw new Unusable('TOO_LONG');
    return events;
  }

  /** The last event, which some servers do not end with an empty line. */
  end(): readonly ServerSentEvent[] {
    return [...this.line(this.rest.replace(/\r$/, '')), ...this.dispatch()];
  }

  private line(line: string): readonly ServerSentEvent[] {
    if (line === '') return this.dispatch();
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
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
