import { objectsIn } from '../../../domain/agents/turns/loose-objects.ts';

/** Longer texts are not read loosely: errors are short, and to read loosely is slow. */
const MAX_LOOSE = 16_384;

/** The first and the last character of a JSON value. To read what is none takes much longer than to look. */
const ENDS = /^(\{\}|\[\]|""|[-\d]\d|te|fe|nl)$/;

/** The value of a JSON text, in a list; undefined when it is none. */
export function parsed(text: string): readonly [unknown] | undefined {
  if (!ENDS.test(endsOf(text))) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    // Some servers encode their JSON twice.
    return (typeof value === 'string' && endsOf(value) === '{}' && parsed(value)) || [value];
  } catch {
    return undefined;
  }
}

/**
 * The values in the data of an event: one, or one a line. What is no JSON stays text. Values stand before texts, because an
 * error may follow a half event that was never ended.
 */
export function valuesIn(data: string): readonly unknown[] {
  const values = (valueIn(data) ?? data.split('\n').flatMap((line) => valueIn(line) ?? [line])).flat();
  return [
    ...values.filter((value) => typeof value !== 'string'),
    ...values.filter((value) => typeof value === 'string'),
  ];
}

/** A value that stands alone. Some servers write the name of the field twice. */
function valueIn(text: string): readonly unknown[] | undefined {
  const bare = text.replace(/^(\s*data:)+/, '');
  return parsed(bare) ?? looselyParsed(bare);
}

/** An object with the mistakes of a hurried writer, such as the quotes of Python. */
function looselyParsed(text: string): readonly [unknown] | undefined {
  if (text.length > MAX_LOOSE || endsOf(text) !== '{}') return undefined;
  const [first] = objectsIn(text);
  return first?.source === text.trim() ? [first.value] : undefined;
}

function endsOf(text: string): string {
  const bare = text.trim();
  return bare.charAt(0) + bare.charAt(bare.length - 1);
}
