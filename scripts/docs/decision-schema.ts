import { z } from 'zod';
import { decisionShape } from '../../src/domain/debates/decision.ts';

/** JSON Schema of a decision file, for editors. Files write `starts_with` where the API writes `startsWith`. */
export function decisionSchema(): string {
  const schema = z.toJSONSchema(decisionShape, { io: 'input' });
  const titled = { $id: 'decision-file.schema.json', title: 'Aragora decision file', ...schema };
  return `${JSON.stringify(titled, null, 2).replaceAll('"startsWith"', '"starts_with"')}\n`;
}
