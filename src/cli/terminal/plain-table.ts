import Table from 'cli-table3';

/** Columns between two cells. */
export const GAP = 2;
const NO_LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
  ...{
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: ' '.repeat(GAP),
  },
};

/** A table without borders, with a bold head. */
export function plainTable(head: string[]): Table.Table {
  return new Table({ head, chars: NO_LINES, style: { head: ['bold'], 'padding-left': 0, 'padding-right': 0 } });
}
