import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EDITS } from './edits.ts';

const FILES = join(import.meta.dirname, 'files');
const COPIED = ['src', 'migrations', 'schema', 'data', 'package.json', 'tsconfig.json'];
const run = promisify(execFile);

/** A temporary copy of the sources with the toy feature in it. */
export class ToyCopy {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<ToyCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'aragora-toys-'));
    for (const name of COPIED) await cp(name, join(folder, name), { recursive: true });
    await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    const copy = new ToyCopy(folder);
    await copy.addFiles();
    for (const { file, before, line } of EDITS) await copy.edit(file, before, line);
    return copy;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** Runs Node in the copy; rejects with its output when it fails. */
  async node(args: readonly string[]): Promise<string> {
    try {
      return (
        await run(process.execPath, args, { cwd: this.folder, env: { ...process.env, ARAGORA_ENV: 'development' } })
      ).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error([stdout, stderr].join('\n'), { cause: error });
    }
  }

  private async addFiles(): Promise<void> {
    const names = await readdir(FILES, { recursive: true });
    for (const name of names.filter((one) => one.endsWith('.txt'))) {
      const target = join(this.folder, name.slice(0, -'.txt'.length));
      await cp(join(FILES, name), target, { recursive: true, force: false });
    }
  }

  private async edit(file: string, before: string, line: string): Promise<void> {
    const path = join(this.folder, file);
    const lines = (await readFile(path, 'utf8')).split('\n');
    const at = lines.findIndex((one) => one.includes(before));
    if (at < 0) throw new Error(`${file} has no line with ${before}: correct test/architecture/toy-feature/edits.ts.`);
    lines.splice(at, 0, line);
    await writeFile(path, lines.join('\n'));
  }
}
