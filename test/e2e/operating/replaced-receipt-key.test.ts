import { expect, it } from 'vitest';
import { aDirectory, launch } from '../support/launch.ts';

const [FIRST, SECOND] = ['1', '2'].map((digit) => digit.repeat(64)) as [string, string];

it('a start with another receipt key warns once, names the key that is missing, and says what to do', async () => {
  const dataDir = await aDirectory();
  const stderrWith = async (key: string) => {
    const server = await launch(dataDir, { ARAGORA_RECEIPT_SIGNING_KEY: key });
    return (await server.kill('SIGTERM')).stderr;
  };
  expect(await stderrWith(FIRST)).not.toContain('Receipts were signed');
  const replaced = await stderrWith(SECOND);
  expect(replaced).toMatch(/"level":"warn".*Receipts were signed with the key \S+, which is not given any more/);
  expect(replaced).toContain('correct ARAGORA_RECEIPT_SIGNING_KEY');
  expect(await stderrWith(SECOND)).not.toContain('Receipts were signed');
  expect(await stderrWith(FIRST)).toMatch(/Receipts are signed with the key \S+ again, which was retired/);
});
