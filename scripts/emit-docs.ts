// Writes the generated documents. With --check it only compares them, and fails when one is out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GeneratedFile, generatedFiles } from './docs/generated-files.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const stale = await staleFiles();
if (!process.argv.includes('--check')) await write(stale);
else if (stale.length > 0) fail(stale);

interface StaleFile {
  readonly path: string;
  readonly content: string;
}

async function staleFiles(): Promise<StaleFile[]> {
  const files = await Promise.all(generatedFiles.map(compare));
  return files.filter((file) => file !== undefined);
}

async function compare({ path, render }: GeneratedFile): Promise<StaleFile | undefined> {
  const content = await render();
  const committed = await readFile(path, 'utf8').catch(() => undefined);
  return content === committed ? undefined : { path, content };
}

async function write(files: readonly StaleFile[]): Promise<void> {
  for (const { path, content } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    console.log(`wrote ${path}`);
  }
}

function fail(files: readonly StaleFile[]): void {
  const paths = files.map((file) => file.path).join(', ');
  console.error(`These generated documents are out of date: ${paths}. Run \`npm run docs\` and commit the result.`);
  process.exitCode = 1;
}
