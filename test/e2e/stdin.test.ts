import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aragora } from './support/run-aragora.ts';

const DECISION = readFileSync('examples/database.yaml', 'utf8');
const KEY = Buffer.alloc(32, 7).toString('base64url');

describe('`-` is standard input', () => {
  it('as a decision file, with its name in the places of mistakes', async () => {
    const { stdout, code } = await aragora(['debate', '-', '--estimate', '--json'], { input: DECISION });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ calls: expect.anything() });
    const mistaken = await aragora(['debate', '-', '--estimate'], { input: 'task: Why?\noptions: 3\n' });
    expect(mistaken.stderr).toMatch(/^standard input:2:10: options: /m);
    expect(mistaken.code).toBe(1);
  });

  it('as a receipt', async () => {
    const { stdout, code } = await aragora(['receipt', 'verify', '-'], { input: '{}' });
    expect([stdout, code]).toEqual([expect.stringMatching(/^NOT VALID: /), 1]);
    expect((await aragora(['receipt', 'verify', '-'], { input: 'no' })).stdout).toContain('The text is not JSON');
  });

  it('as keys', async () => {
    const jwks = JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: KEY }] });
    const files = { 'a.json': '{}' };
    const found = await aragora(['receipt', 'verify', 'a.json', '--key', '-'], { input: jwks, files });
    expect(found.stdout).toMatch(/^NOT VALID: /);
    const none = await aragora(['receipt', 'verify', 'a.json', '--key', '-'], { input: 'none', files });
    expect(none.stderr).toContain('no Ed25519 public key in standard input');
  });

  it('as an export of the audit log', async () => {
    const { stdout, code } = await aragora(['audit', 'verify', '-'], { input: '{"a":1}\n{"b":2}\n' });
    expect([stdout, code]).toEqual([expect.stringMatching(/^NOT VALID: /), 1]);
  });
});

describe('standard input', () => {
  it('cannot be two files of one command', async () => {
    const { stdout, stderr, code } = await aragora(['receipt', 'verify', '-', '--key', '-']);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain('only one argument can be -');
  });

  it('has the limits of files', async () => {
    const { stderr, code } = await aragora(['debate', '-'], { input: '#'.repeat(2_000_000) });
    expect(stderr).toContain('standard input is larger than 1 MB, the limit for a decision file.');
    expect(code).toBe(1);
    const key = await aragora(['receipt', 'verify', 'a', '--key', '-'], {
      ...{ input: 'a'.repeat(2_000_000), files: { a: '{}' } },
    });
    expect(key.stderr).toContain('larger than 1 MB, the limit for a file of public keys');
    const line = await aragora(['audit', 'verify', '-'], { input: 'a'.repeat(12_000_000) });
    expect([line.stderr, line.code]).toEqual([expect.stringContaining('A line is longer than 10 MB'), 1]);
  });

  it('is only `-`: a file of that name has a path', async () => {
    const { stderr } = await aragora(['debate', './-'], { files: { '-': '- a list' } });
    expect(stderr).toContain('./-:1:1: A decision file is a mapping');
  });
});
