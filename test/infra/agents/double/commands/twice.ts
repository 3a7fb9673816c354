import { type Command, DRAFT, FORM, GOOD_FORM, type Outcome, wholeAnswer } from '../command.ts';
import { stream } from '../reply.ts';

const PRETTY = JSON.stringify(DRAFT, null, 2);
const REORDERED = JSON.stringify(Object.fromEntries(Object.entries(DRAFT).reverse()));
const ESCAPED = FORM.replace('é', '\\u00e9').replace('🦉', '\\ud83e\\udd89').replace('0.7', '0.70');
const OTHER = JSON.stringify({ ...DRAFT, position: 'postgres' });
const fenced = (text: string) => `\`\`\`json\n${text}\n\`\`\``;

/** The same answer more than once. */
export const TWICE: readonly Command[] = [
  twice('side by side', FORM + FORM),
  twice('on two lines', `${FORM}\n${FORM}`),
  twice('with a paragraph between', `${FORM}\n\nOnce more, as asked:\n\n${FORM}`),
  twice('both fenced', `${fenced(FORM)}\n\n${fenced(FORM)}`),
  twice('first fenced', `${fenced(FORM)}\n${FORM}`),
  twice('then fenced', `${FORM}\n${fenced(FORM)}`),
  twice('with other white space', `${FORM}\n${PRETTY}`),
  twice('with its keys in another order', `${FORM}\n${REORDERED}`),
  twice('with other escapes', `${FORM}\n${ESCAPED}`),
  twice('three times', `${FORM}\n${PRETTY}\n${REORDERED}`),
  twice('after an introduction', `Here is my answer:\n${FORM}\n${FORM}`),
  twice('but with another position', `${FORM}\n${OTHER}`, { code: 'MALFORMED' }),
  twice('but with another position, both fenced', `${fenced(FORM)}\n${fenced(OTHER)}`, { code: 'MALFORMED' }),
  twice('and then another one', `${FORM}\n${FORM}\n${OTHER}`, { code: 'MALFORMED' }),
];

function twice(how: string, text: string, outcome: Outcome = GOOD_FORM): Command {
  return {
    name: `the same object twice, ${how}`,
    wish: 'FORM',
    say: (voice) => [stream(wholeAnswer(voice, text))],
    outcome,
  };
}
