import { visible } from './visible-text.ts';

type Cell = string | number | boolean | null | undefined;

/** Lines of comma separated values (RFC 4180), each ended by CRLF. Hidden characters in texts are written out. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Spreadsheets read the wide forms of the signs too, and skip spaces before them. */
const FORMULA = /^(?:[\t\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE62\uFE63\uFE66\uFE6B])/;

/** A text that a spreadsheet would read as a formula gets a leading apostrophe, so that it stays a text. */
function csvCell(value: Cell): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value);
  const shown = visible(value);
  const text = FORMULA.test(shown) ? `'${shown}` : shown;
  // Some programs also separate at semicolons and tabs, and cut spaces at the ends.
  return /[",;\t\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
