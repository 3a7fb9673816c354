import { ERROR_CODES, USER_ERROR_CODES } from '../../src/resolvers/shared/error-codes.ts';

export function errorsPage(): string {
  return `# Errors

<!-- Written by \`npm run docs\`. -->

Branch on codes, never on messages: a code does not change its meaning.

## Mistakes you can correct

Mutations return them in \`userErrors { code field message }\`; \`field\` is the path of the input concerned. Queries and
subscriptions return them as errors with the same code in \`extensions.code\` and all of them in \`extensions.userErrors\`.

${table(USER_ERROR_CODES)}
## Errors of the request or the server

Always in \`errors\`, with the code in \`extensions.code\`, over HTTP and over the socket alike.

${table(ERROR_CODES)}`;
}

function table(codes: Readonly<Record<string, string>>): string {
  const rows = Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |\n`);
  return `| code | meaning |\n|---|---|\n${rows.join('')}`;
}
