import { describe, expect, it } from 'vitest';
import { checkPassword } from '../../../src/domain/access/sign-in/passwords.ts';
import { emailOf } from '../../../src/domain/access/user.ts';
import { Argon2Passwords } from '../../../src/infra/access/argon2.ts';
import { refusals } from '../../support/refusals.ts';

const ABOUT = ['Ada Lovelace', 'ada', 'example', 'com'];
const check = (password: string) => checkPassword(password, ABOUT, ['input', 'password']);

describe('a password', () => {
  it.each([
    'correct horse battery',
    'kjh4 kjh 5jhj',
    'äöüßéèñçøåæþ',
    `${'x'.repeat(124)}abcd`,
    '🦉🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔',
  ])('is accepted as %j', (password) => expect(() => check(password)).not.toThrow());

  it.each([
    ['too short', 'short one'],
    ['too short, counted in characters', '🦉🦊🐻🐼🐨🐯'],
    ['too long', 'abcde'.repeat(26)],
    ['of few different characters', 'abababababababab'],
    ['a common one', 'Password1234'],
    ['several common ones in a row', 'passwordqwertyuiopletmein'],
    ['the name of its user', 'ada lovelace1'],
    ['the domain of its user', 'exampleexample12'],
    ['the name of this program', 'Aragora2026!'],
    ['cut within a character', 'correct horse batter\ud83e'],
  ])('is refused when it is %s', async (_, password) => {
    expect(await refusals(() => check(password))).toEqual(['INVALID_INPUT input.password']);
  });

  it('is stored with argon2id, each time with a new salt', async () => {
    const passwords = new Argon2Passwords();
    const [one, other] = [await passwords.hash('the same one'), await passwords.hash('the same one')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$|^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect([await passwords.verify('the same one', one), await passwords.verify('the same on', one)]).toEqual([
      ...[true, false],
    ]);
  });

  it('is the same however the keyboard composes its letters', async () => {
    const passwords = new Argon2Passwords();
    const hash = await passwords.hash('gr\u00fcne \u00c4pfel kaufen');
    expect(await passwords.verify('gru\u0308ne A\u0308pfel kaufen', hash)).toBe(true);
  });

  it('never matches a user without a password, not even the placeholder hash', async () => {
    expect(await new Argon2Passwords().verify('nobody has this password', null)).toBe(false);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['ann@example.com', 'ann@example.com'],
    [' Ann@Example.COM\n', 'ann@example.com'],
    ['jürgen@büro.example', 'jürgen@xn--bro-hoa.example'],
    ['ju\u0308rgen@XN--BRO-HOA.example', 'jürgen@xn--bro-hoa.example'],
    ['ａｎｎ＠example。com', 'ann@example.com'],
    ['owner@localhost', 'owner@localhost'],
    ['ann@example.com.', 'ann@example.com'],
    ['ann@example\u3002com\u3002', 'ann@example.com'],
    ["o'neil+tag@example.com", "o'neil+tag@example.com"],
  ])('%j is stored as %j', (text, email) => expect(emailOf(text)).toBe(email));

  it.each([
    ...['', 'ann', '@example.com', 'ann@', 'a@b@c', 'a b@example.com', '<ann@example.com>', '"ann"@example.com'],
    ...['ann\u0000@example.com', 'ann@exam\u0007ple.com', `${'a'.repeat(250)}@b.cd`],
    ...[
      'an\u200bn@example.com',
      'ann@exam\u00adple.com',
      '\u202eann@example.com',
      'a\ud800@example.com',
      'a@[::1]',
      'a@b:80',
      'a@b/c',
      'a@b?c',
      'a@b..c',
      'a@.b',
      'a@b..',
      'a@.',
      'a@1',
      'a@127.1',
      'a@0x7f000001',
      'a@127.0.0.1',
      'a@127.0.0.1.',
    ],
  ])('%j is invalid', (text) => expect(emailOf(text)).toBeUndefined());
});
