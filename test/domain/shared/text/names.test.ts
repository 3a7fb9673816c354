import { describe, expect, it } from 'vitest';
import { faultOfName, nameOf } from '../../../../src/domain/shared/text/names.ts';

describe('a name', () => {
  it.each([
    ['  Ann\u00a0 \u2003B ', 'Ann B'],
    ['e\u0301', '\u00e9'],
    ['👩‍👩‍👧 👍🏽 🇩🇪 1️⃣ ❤️', '👩‍👩‍👧 👍🏽 🇩🇪 1️⃣ ❤️'],
    ['می‌خواهم', 'می‌خواهم'],
    ['क्‍ष', 'क्‍ष'],
    ['日本 Ünï', '日本 Ünï'],
  ])('%j is valid, and stored as %j', (text, name) => {
    expect(faultOfName(text)).toBeUndefined();
    expect(nameOf(text)).toBe(name);
  });

  it.each([
    ['', 'Write 1 to 100 characters.'],
    [' \u00a0 ', 'Write 1 to 100 characters.'],
    ['x'.repeat(101), 'Write 1 to 100 characters.'],
    ['x'.repeat(100_000), 'Write 1 to 100 characters.'],
    ['a\nb', 'Leave out control characters.'],
    ['a\u0085b', 'Leave out control characters.'],
    ['a\ud800', 'Write whole characters: half of one (a lone surrogate) stands alone.'],
    ['a\u200bb', 'Leave out characters that cannot be seen, such as U+200B.'],
    ['a\u200db', 'Leave out characters that cannot be seen, such as U+200D.'],
    ['Ив\u200cан', 'Leave out characters that cannot be seen, such as U+200C.'],
    ['Αλ\u200dέξ', 'Leave out characters that cannot be seen, such as U+200D.'],
    ['של\u200cום', 'Leave out characters that cannot be seen, such as U+200C.'],
    ['日\u200d本', 'Leave out characters that cannot be seen, such as U+200D.'],
    ['می\u200c', 'Leave out characters that cannot be seen, such as U+200C.'],
    ['日\ufe00本', 'Leave out characters that cannot be seen, such as U+FE00.'],
    ['\u202egnp.exe', 'Leave out characters that cannot be seen, such as U+202E.'],
    ['\u2066x', 'Leave out characters that cannot be seen, such as U+2066.'],
    ['\u3164', 'Leave out characters that cannot be seen, such as U+3164.'],
    ['\u2800', 'Leave out characters that cannot be seen, such as U+2800.'],
    ['x\u00ad', 'Leave out characters that cannot be seen, such as U+00AD.'],
    ['\ufeffx', 'Leave out characters that cannot be seen, such as U+FEFF.'],
    ['a\u2028b', 'Leave out characters that cannot be seen, such as U+2028.'],
    ['1\ufe0f', 'Leave out characters that cannot be seen, such as U+FE0F.'],
    ['x\u{e0041}', 'Leave out characters that cannot be seen, such as U+E0041.'],
    ['x\u{1ffff}', 'Leave out characters that cannot be seen, such as U+1FFFF.'],
    ['\u{13430}x', 'Leave out characters that cannot be seen, such as U+13430.'],
    ['\u{16fe4}', 'Leave out characters that cannot be seen, such as U+16FE4.'],
    ['\u0301', 'Write at least one letter, digit or sign.'],
    ['\ue000 \u20dd', 'Write at least one letter, digit or sign.'],
    [`a${'\u0301'.repeat(9)}`, 'Write at most 8 marks on one letter.'],
  ])('%j is refused: %s', (text, fault) => expect(faultOfName(text)).toBe(fault));
});
