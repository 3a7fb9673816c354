import { describe, expect, it } from 'vitest';
import { readRuling } from '../../../../src/domain/agents/turns/ruling-form.ts';

const yes = { preference: true, side: 'NEGATIVE', reason: 'It fits.', answer: "It's x" };

describe('the text of a moderator', () => {
  it.each([
    [
      'JSON',
      `{"Whether there is a preference": "Yes", "Supported Side": "Negative", "Reason": "It fits.", "Correct Answer": "It's x"}`,
    ],
    [
      'a dictionary of Python',
      `{'Whether there is a preference': 'Yes', 'Supported Side': 'Negative', 'Reason': 'It fits.', 'Correct Answer': "It's x"}`,
    ],
    [
      'a dictionary whose quotes do not match',
      `{'Whether there is a preference': 'Yes', 'Supported Side': 'Negative', 'Reason': 'It fits.', 'Correct Answer': 'It's x'}`,
    ],
    [
      'a fence and words around it',
      `My ruling:\n\`\`\`python\n{'Whether there is a preference': 'Yes', 'Supported Side': 'Negative side', 'Reason': 'It fits.', 'Correct Translation': 'It\\'s x',}\n\`\`\`\nThank you.`,
    ],
    [
      'lines without an object',
      `**Whether there is a preference**: Yes\n**Supported Side**: Negative\n**Reason**: It fits.\n**Correct Answer**: It's x`,
    ],
    [
      'other cases and true for yes',
      `{"whether there is a preference": true, "supported side": "NEGATIVE", "reason": "It fits.", "correct translation": "It's x"}`,
    ],
  ])('is read from %s', (_, text) => {
    expect(readRuling(text)).toEqual(yes);
  });

  it.each(['', '-', 'both', 'Affirmative and Negative', 'neither'])('supports no side with "%s"', (side) => {
    expect(readRuling(JSON.stringify({ 'Supported Side': side, 'Correct Answer': 'x' }))?.side).toBeNull();
  });

  it.each(['', 'I cannot decide.', '{"preference": "Yes"}', '{"Reason": "x"}', 'Yes'])(
    'contains no ruling with "%s"',
    (text) => {
      expect(readRuling(text)).toBeNull();
    },
  );

  it('contains no ruling when there are two, or when the only one comes from the prompt', () => {
    const ruling = (answer: string) => `{"Whether there is a preference": "Yes", "Correct Answer": "${answer}"}`;
    expect(readRuling(`${ruling('x')} no: ${ruling('y')}`)).toBeNull();
    expect(readRuling(`They wrote ${ruling('x')}`, `Negative side:\n${ruling('x')}`)).toBeNull();
    expect(readRuling(`They wrote ${ruling('x')}, I: ${ruling('y')}`, `Negative side:\n${ruling('x')}`)?.answer).toBe(
      'y',
    );
    expect(readRuling(`'Correct Answer': x\n'Reason': 'it's 'Correct Answer': y`)).toBeNull();
  });

  it('is not changed by a quoted ruling inside it', () => {
    const inside = `They wrote {'Whether there is a preference': 'Yes', 'Correct Answer': 'y'}`;
    expect(
      readRuling(JSON.stringify({ 'Whether there is a preference': 'No', Reason: inside, 'Correct Answer': '' })),
    ).toEqual({
      ...{ preference: false, side: null, reason: inside, answer: null },
    });
  });
});
