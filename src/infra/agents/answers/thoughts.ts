import { objectsIn } from '../../../domain/agents/turns/loose-objects.ts';
import { CLOSINGS, OPENINGS, TAG_STARTS, tagAt } from './thought-tags.ts';
import { endsWithObject } from './whole-object.ts';

/** The next part of an answer. `isAnew`: everything before it was a thought. */
export interface Spoken {
  readonly text: string;
  readonly isAnew: boolean;
}

const QUOTES = '"\'`“”‘’';

/**
 * Keeps the thoughts of a model apart from its answer. Thoughts stand between tags before the answer; of some models only
 * the closing tag arrives. A tag in quotes, or in a string of a JSON object, is text like any other.
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
    const spoken = this.judge(this.held, true);
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
      spoken = isTag ? this.pass(tag, spoken) : this.say(text.charAt(place), spoken);
      place += isTag ? tag.length : 1;
    }
    return spoken;
  }

  private isTag(tag: string, next: string): boolean {
    if (this.isThinking) return CLOSINGS.includes(tag);
    if (this.json.isInString) return false;
    const isQuoted = QUOTES.includes(this.last) && QUOTES.includes(next || ' ');
    if (CLOSINGS.includes(tag)) return !isQuoted;
    return this.isBlank || (this.hasForm && this.json.isOutside && !isQuoted);
  }

  private pass(tag: string, spoken: Spoken): Spoken {
    const isAlone = !this.isThinking && CLOSINGS.includes(tag);
    this.isThinking = OPENINGS.includes(tag);
    this.isAfterThoughts = true;
    if (!isAlone) return spoken;
    this.answer = '';
    this.json = new JsonPlace();
    [this.last, this.isBlank] = [' ', true];
    return { text: '', isAnew: true };
  }

  private say(character: string, { text, isAnew }: Spoken): Spoken {
    const isGap = this.isAfterThoughts && this.answer === '' && character.trim() === '';
    if (this.isThinking || isGap) return { text, isAnew };
    this.json.take(character);
    this.answer += character;
    this.last = character;
    this.isBlank &&= character.trim() === '';
    return { text: text + character, isAnew };
  }
}

/**
 * The object after the last closing tag of a text that is no object as a whole: a thought broke off within a string, so
 * that the tag looked like a part of it. null when there is none.
 */
function afterLastTag(text: string): string | null {
  const ends = CLOSINGS.map((tag) => text.toLowerCase().lastIndexOf(tag) + tag.length);
  const end = Math.max(...ends.filter((place, index) => place >= (CLOSINGS[index]?.length ?? 0)), 0);
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
