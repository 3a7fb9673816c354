import { objectsIn } from '../../../domain/agents/turns/loose-objects.ts';
import { LONE_CLOSINGS, TAG_STARTS, type Tag, tagAt } from './thought-tags.ts';
import { endsWithObject } from './whole-object.ts';

/** The next part of an answer. `isAnew`: everything before it was a thought. */
export interface Spoken {
  readonly text: string;
  readonly isAnew: boolean;
}

const QUOTES = '"\'`“”‘’';

/**
 * Keeps the thoughts of a model apart from its answer. Thoughts stand between tags before the answer, or on lines of their
 * own; of some models only the closing tag arrives. A tag in quotes, within a line, or in a string of a JSON object is text
 * like any other, and so is the one that closes it.
 */
export class Thoughts {
  /** The answer without thoughts. */
  answer = '';
  /** Whether thoughts were found. */
  isThinking = false;
  /** Text that cannot be judged before more of it arrives. */
  private held = '';
  private json = new JsonPlace();
  /** The last character of the answer, and whether all are white space. To look at the long text for each tag is slow. */
  private last = ' ';
  private isBlank = true;
  private isAfterThoughts = false;
  /** Opening tags that were text, so that their closing tags are text, too. */
  private textTags = 0;
  /** A tag within the answer and what follows it: text again if no closing tag comes. null outside. */
  private inserted: string | null = null;
  private readonly hasForm: boolean;

  /** `hasForm`: the answer is one JSON object, so that thoughts may stand after other words too. */
  constructor(hasForm: boolean) {
    this.hasForm = hasForm;
  }

  take(piece: string): Spoken {
    return this.judge(this.held + piece, false);
  }

  /** The part that was held back, after the last piece. */
  end(): Spoken {
    const spoken = this.restored(this.judge(this.held, true));
    const rest = this.hasForm ? afterLastTag(this.answer) : null;
    if (rest === null) return spoken;
    this.answer = rest;
    return { text: rest, isAnew: true };
  }

  private judge(text: string, isLast: boolean): Spoken {
    this.held = '';
    let spoken: Spoken = { text: '', isAnew: false };
    for (let place = 0; place < text.length; ) {
      const tag = TAG_STARTS.includes(text.charAt(place)) ? tagAt(text, place) : null;
      const isOpen = tag === 'PART' || (tag !== null && place + tag.length === text.length);
      if (isOpen && !isLast) {
        this.held = text.slice(place);
        break;
      }
      const isTag = tag !== null && tag !== 'PART' && this.isTag(tag, text.charAt(place + tag.length));
      const mark = text.slice(place, place + (isTag ? tag.length : 1));
      spoken = isTag ? this.pass(tag, mark, spoken) : this.say(mark, spoken);
      place += mark.length;
    }
    return spoken;
  }

  private isTag({ kind, isLone }: Tag, next: string): boolean {
    if (this.isThinking) return kind === 'CLOSING';
    if (this.json.isInString) return false;
    if (QUOTES.includes(this.last) && QUOTES.includes(next || ' ')) return false;
    if (kind === 'NOISE') return true;
    if (kind === 'CLOSING') return isLone && this.textTags === 0 ? true : this.counted(-1);
    const isOutside = this.hasForm ? this.json.isOutside : this.last === '\n';
    return this.isBlank || isOutside ? true : this.counted(1);
  }

  /** Counts a tag that is text. */
  private counted(step: number): false {
    this.textTags = Math.max(0, this.textTags + step);
    return false;
  }

  private pass({ kind }: Tag, mark: string, spoken: Spoken): Spoken {
    if (kind === 'NOISE') return spoken;
    const isAlone = !this.isThinking && kind === 'CLOSING';
    this.isThinking = kind === 'OPENING';
    this.isAfterThoughts = true;
    this.inserted = this.isThinking && !this.isBlank && !this.hasForm ? mark : null;
    if (!isAlone) return spoken;
    this.answer = '';
    this.json = new JsonPlace();
    [this.last, this.isBlank] = [' ', true];
    return { text: '', isAnew: true };
  }

  /** With a tag within the answer that was never closed, and what follows it. */
  private restored(spoken: Spoken): Spoken {
    const text = this.isThinking ? this.inserted : null;
    if (text === null) return spoken;
    this.answer += text;
    return { text: spoken.text + text, isAnew: spoken.isAnew };
  }

  private say(character: string, { text, isAnew }: Spoken): Spoken {
    const isGap = this.isAfterThoughts && this.answer === '' && isUnseen(character);
    if (this.isThinking && this.inserted !== null) this.inserted += character;
    if (this.isThinking || isGap) return { text, isAnew };
    this.json.take(character);
    this.answer += character;
    this.last = character;
    this.isBlank &&= isUnseen(character);
    return { text: text + character, isAnew };
  }
}

/** White space, and marks without a width. */
function isUnseen(character: string): boolean {
  return character.trim() === '' || /\p{Cf}/u.test(character);
}

/**
 * The object after the last closing tag of a text that is no object as a whole: a thought broke off within a string, so
 * that the tag looked like a part of it. null when there is none.
 */
function afterLastTag(text: string): string | null {
  const lower = text.toLowerCase();
  const ends = LONE_CLOSINGS.filter((tag) => lower.includes(tag)).map((tag) => lower.lastIndexOf(tag) + tag.length);
  const end = Math.max(...ends, 0);
  const rest = text.slice(end).trim();
  return end > 0 && /^(?:```\w*\s*)?\{/.test(rest) && !isObject(text) && endsWithObject(rest) ? rest : null;
}

function isObject(text: string): boolean {
  const bare = text.trim();
  return bare.startsWith('{') && objectsIn(bare)[0]?.source === bare;
}

/** Whether a place in a text is within a JSON object, and within a string of it. */
class JsonPlace {
  isInString = false;
  private depth = 0;
  private isEscaped = false;

  get isOutside(): boolean {
    return this.depth === 0;
  }

  take(character: string): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (this.isInString && character === '\\') this.isEscaped = true;
    else if (this.depth > 0 && character === '"') this.isInString = !this.isInString;
    else if (!this.isInString && character === '{') this.depth++;
    else if (!this.isInString && character === '}') this.depth = Math.max(0, this.depth - 1);
  }
}
