import { Option } from 'commander';

const FORMATS = ['json', 'markdown', 'csv'];

export function formatOption(): Option {
  return new Option('--format <format>', 'output format').choices(FORMATS).default('json');
}
