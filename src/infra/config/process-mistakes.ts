import type { FindMistakes } from './setting.ts';

/** Several workers cannot share the embedded database. */
export const processMistakes: FindMistakes = ({ workers }, set) => {
  if (workers === 1 || workers === undefined || set.includes('DATABASE_URL')) return [];
  return [
    `ARAGORA_WORKERS is ${workers} and DATABASE_URL is not set: the embedded database belongs to one process. Set DATABASE_URL to a PostgreSQL database, or ARAGORA_WORKERS to 1.`,
  ];
};
