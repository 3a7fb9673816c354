import { z } from 'zod';
import { decisionShape } from '../../src/domain/debates/decision.ts';

type JsonSchema = Record<string, unknown>;

/** JSON Schema of a decision file, for editors. It accepts the spellings that the command accepts beside those of the API. */
export function decisionSchema(): string {
  const schema = z.toJSONSchema(decisionShape, { io: 'input' });
  const titled = { $id: 'decision-file.schema.json', title: 'Aragora decision file', ...schema };
  return `${JSON.stringify(inSpellingsOfFiles(titled), null, 2)}\n`;
}

function inSpellingsOfFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSpellingsOfFiles);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    if (key === 'properties') return [key, withBothSpellings(inner as JsonSchema)];
    // Keys are text in every file.
    return [key, key === 'propertyNames' ? inner : inSpellingsOfFiles(inner)];
  });
  const schema: JsonSchema = Object.fromEntries(entries);
  if (isId(schema)) return { ...schema, type: ['string', 'integer'], minimum: 0 };
  if (schema.type === 'object' && schema.properties) return withEmptyValues(schema);
  return isStance(schema) ? { ...schema, enum: ['for', 'against', 'FOR', 'AGAINST'] } : schema;
}

/** `startsWith` is `starts_with` too. */
function withBothSpellings(properties: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) => {
      const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return [...new Set([snake, name])].map((spelling) => [spelling, inSpellingsOfFiles(schema)]);
    }),
  );
}

/** An optional key may stand there without a value. */
function withEmptyValues(schema: JsonSchema): JsonSchema {
  const required = (schema.required ?? []) as readonly string[];
  const properties = Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, property]) => {
    const isOptional = !required.includes(name);
    return [name, isOptional ? { ...property, type: [property.type, 'null'].flat() } : property];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** Ids have a pattern; so have addresses, in text. */
function isId({ type, pattern }: JsonSchema): boolean {
  return type === 'string' && typeof pattern === 'string' && pattern.startsWith('^[A-Za-z0-9]');
}

function isStance(schema: JsonSchema): boolean {
  return Array.isArray(schema.enum) && schema.enum.includes('against');
}
