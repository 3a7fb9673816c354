import markdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { Debate } from '../../../src/domain/debates/debate.ts';
import {
  debateDocument,
  debateDocumentSize,
  debatesDocument,
} from '../../../src/domain/debates/documents/debates-document.ts';
import { DebatesWorld } from '../../support/debates-world.ts';
import { HOSTILE_PIECES } from '../../support/hostile-texts.ts';
import { listOf, receiptFile } from '../../support/receipt-files.ts';

const HOSTILE = HOSTILE_PIECES.join('\n');
const FORMATS = ['JSON', 'MARKDOWN', 'CSV'] as const;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be in a file.
const EFFECTIVE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029\u2060\ufeff]/;

async function hostileDebate() {
  const say = { text: HOSTILE, reason: HOSTILE, evidence: [] };
  const world = new DebatesWorld({ script: ({ kind }) => (kind === 'CRITIQUE' ? say : { position: 'x', ...say }) });
  return { world, debate: await world.debate() };
}

const textOf = (debate: Debate, format: (typeof FORMATS)[number]) => [...debateDocument(debate, format)].join('');

describe('the documents of a debate', () => {
  it('have no active content and no hidden character, with any words of the agents', async () => {
    const { world, debate } = await hostileDebate();
    for (const format of FORMATS) {
      expect(textOf(debate, format)).not.toMatch(EFFECTIVE);
      expect(await receiptFile(world, debate.id, format)).not.toMatch(EFFECTIVE);
    }
    const html = markdownIt({ html: true, linkify: true }).render(textOf(debate, 'MARKDOWN'));
    expect(html).not.toMatch(/<(a|img|script|svg|details|iframe)\b/i);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<(pre|hr|ul|ol)\b/g)).toEqual(['<ul']);
  });

  it('keep every text in JSON', async () => {
    const { debate } = await hostileDebate();
    const { turns } = JSON.parse(textOf(debate, 'JSON')) as { turns: { text: string }[] };
    expect(turns.map(({ text }) => text)).toEqual(
      debate.turns.map(({ text }) => text.toWellFormed().replaceAll('\0', '\uFFFD')),
    );
  });

  it('are the same alone and in an export, in small parts', async () => {
    const { debate } = await hostileDebate();
    const both = async function* () {
      yield* [debate, debate];
    };
    const list = (await listOf(debatesDocument(both(), 'JSON'))).join('');
    expect(JSON.parse(list)).toEqual([debate, debate].map((one) => JSON.parse(textOf(one, 'JSON'))));
    for (const format of FORMATS)
      for (const part of debateDocument(debate, format)) expect(part.length).toBeLessThan(20 * HOSTILE.length);
  });

  it('have about the size that is told before they are made', async () => {
    const world = new DebatesWorld({
      script: ({ kind }) => ({ position: kind === 'CRITIQUE' ? null : 'x', text: 'word '.repeat(2_000) }),
    });
    const debate = await world.debate();
    for (const format of FORMATS) {
      const share = debateDocumentSize(debate, format) / textOf(debate, format).length;
      expect([format, share > 0.5 && share < 2]).toEqual([format, true]);
    }
  });
});
