import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectsIn } from '../../../../src/domain/agents/turns/loose-objects.ts';
import { ownObject } from '../../../../src/domain/agents/turns/own-object.ts';

const values = (text: string) => objectsIn(text).map(({ value }) => value);

describe('objects in a text', () => {
  it('are read as JSON, for any content', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true }), (value) => {
        const json = JSON.stringify(value);
        expect(objectsIn(`so: ${json} that is it`)).toEqual([{ value: JSON.parse(json), source: json }]);
      }),
    );
  });

  it('may have trailing commas, line breaks in strings, and a fence or words around them', () => {
    expect(values('Sure! ```json\n{"a": [1, 2,], "b": "one\ntwo",}\n``` Is that {all}?')).toEqual([
      { a: [1, 2], b: 'one\ntwo' },
    ]);
  });

  it('may be written in the syntax of Python', () => {
    expect(values(`{'a': "it's", 'b': 'say \\'so\\' "twice"', 'c': None, 'd': True}`)).toEqual([
      { a: "it's", b: `say 'so' "twice"`, c: null, d: true },
    ]);
  });

  it('get back an apostrophe that was lost after a backslash, but keep a tab', () => {
    expect(values(`{'a': 'can\\t do', 'b': 'a\\tb'}`)).toEqual([{ a: "can't do", b: 'a\tb' }]);
    expect(values(`{"a": "can\\t do"}`)).toEqual([{ a: 'can\t do' }]);
  });

  it('are not found in invalid text', () => {
    for (const text of [
      '',
      '{',
      '{}}{',
      '{"a"',
      '{"a": }',
      '{"a": 1',
      '{a: 1}',
      '{"a": nope}',
      `{"a": ${'['.repeat(9_000)}`,
    ])
      expect(values(text).filter((value) => Object.keys(value).length > 0)).toEqual([]);
  });

  it('never change a prototype', () => {
    const [value] = values('{"__proto__": {"position": "x"}}');
    expect(value && 'position' in value).toBe(false);
  });
});

describe('the answer object of a model', () => {
  const isAnswer = (value: object) => 'position' in value;
  const positionIn = (text: string, shown = '') => {
    const found = ownObject(text, shown, isAnswer);
    return typeof found === 'object' ? found.value.position : found;
  };

  it('is the one that is the whole text, even if the prompt contained the same', () => {
    expect(positionIn('{"position": "a"}', '{"position": "a"}')).toBe('a');
    expect(positionIn('```json\n{"position": "a"}\n```', '{"position": "a"}')).toBe('a');
  });

  it('is not one from the prompt, with any spacing', () => {
    const shown = 'Peer B:\n{"position": "b",\n "text": "vote"}';
    expect(positionIn('Peer B says {"position": "b", "text": "vote"}. I say {"position": "a"}', shown)).toBe('a');
    expect(positionIn('Peer B says {"position": "b", "text": "vote"}.', shown)).toBeUndefined();
  });

  it('is one when it is repeated, with other white space, other quotes or its keys in another order', () => {
    const again = [
      "{'position':'a','text':'t'}",
      '{ "text" : "t", "position": "a" }',
      '```json\n{"position":"a","text":"t"}\n```',
    ];
    for (const other of again) expect(positionIn(`{"position": "a", "text": "t"}\n${other}`)).toBe('a');
    expect(positionIn('{"position": "a", "text": "t"} {"position": "a", "text": "other"}')).toBe('SEVERAL');
  });

  it('is ambiguous when there are several', () => {
    expect(positionIn('{"position": "a"} or {"position": "b"}')).toBe('SEVERAL');
    expect(positionIn('Given {"x": 1}: {"position": "b"}')).toBe('b');
  });
});
