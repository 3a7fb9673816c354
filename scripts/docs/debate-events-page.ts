import { isObjectType } from 'graphql';
import { serverSchema } from '../../src/app/schema.ts';
import { EVENT_MAPPINGS } from '../../src/resolvers/debates/events/to-debate-event.ts';

/** Fields of every event. */
const COMMON = ['debateId', 'seq', 'cursor', 'at'];

export async function debateEventsPage(): Promise<string> {
  const schema = await serverSchema();
  const rows = Object.entries(EVENT_MAPPINGS).map(([kind, { type }]) => {
    const described = schema.getType(type.name);
    if (!isObjectType(described)) throw new Error(`${type.name} is not a type of the schema.`);
    const fields = Object.keys(described.getFields()).filter((field) => !COMMON.includes(field));
    return `| \`${type.name}\` | \`${kind}\` | ${described.description} | ${fields.map((field) => `\`${field}\``).join(', ')} |\n`;
  });
  return `# Debate events

<!-- Written by \`npm run docs\`. -->

The types of \`debateEvents\`, the kinds under which the log and a receipt store them, and the fields of each beside
${COMMON.map((field) => `\`${field}\``).join(', ')}. How to follow them: [Events and subscriptions](events-and-subscriptions.md).

| type | kind | happens when | fields |
|---|---|---|---|
${rows.join('')}`;
}
