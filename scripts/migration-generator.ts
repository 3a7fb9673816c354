import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationGenerator } from '@mikro-orm/migrations';

type Diff = { readonly up: readonly string[]; readonly down: readonly string[] };

/** Writes a migration in the form of the others in the folder, and adds it to the end of `list.ts`. */
export class KebabMigrationGenerator extends MigrationGenerator {
  override async generate(diff: Diff, folder = 'migrations', name = ''): Promise<[string, string]> {
    if (!/^[a-z]+(-[a-z0-9]+)*$/.test(name))
      throw new Error('Name the migration in kebab-case: npm run migration:create -- --name=add-webhooks');
    const file = join(folder, `${name}.ts`);
    if (existsSync(file)) throw new Error(`The migration ${file} exists already. Choose another name.`);
    const code = this.generateMigrationFile(classNameOf(name), diff);
    await writeFile(file, code);
    const list = join(folder, 'list.ts');
    await writeFile(list, withMigration(await readFile(list, 'utf8'), name, new Date()));
    return [code, `${name}.ts`];
  }

  override generateMigrationFile(className: string, { up, down }: Diff): string {
    return `import { Migration } from '@mikro-orm/migrations';

export class ${className} extends Migration {
  override up(): void {
${statements(up)}
  }

  override down(): void {
${statements(down)}
  }
}
`;
  }
}

/** The list with a last entry for this migration, and its import in alphabetical order. */
function withMigration(list: string, name: string, today: Date): string {
  const lines = list.split('\n');
  const imports = [...lines.filter(isImport), `import { ${classNameOf(name)} } from './${name}.ts';`];
  const rest = lines.filter((line) => !isImport(line)).join('\n');
  const entry = `  { name: '${today.toISOString().slice(0, 10)}-${name}', class: ${classNameOf(name)} },\n];`;
  return `${imports.sort(byPath).join('\n')}\n${rest.replace(/\];\s*$/, `${entry}\n`)}`;
}

function statements(all: readonly string[]): string {
  return all
    .filter((sql) => sql.trim() !== '')
    .map((sql) => `    this.addSql(\`\n      ${sql.replace(/;$/, '').replace(/[`$\\]/g, '\\$&')}\`);`)
    .join('\n');
}

function classNameOf(name: string): string {
  return name.replace(/(^|-)([a-z0-9])/g, (_, _dash, letter: string) => letter.toUpperCase());
}

function isImport(line: string): boolean {
  return line.startsWith('import ');
}

/** Packages first, then files. */
function byPath(one: string, other: string): number {
  const [first, second] = [one, other].map((line) => /'(\.?)(.*)'/.exec(line)?.slice(1).join(' ') ?? '');
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
