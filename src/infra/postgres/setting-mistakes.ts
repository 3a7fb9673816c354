import type { FindMistakes } from '../config/setting.ts';

const SUPABASE = ['SUPABASE_URL', 'SUPABASE_KEY'];

/** Settings of a service that offers PostgreSQL, and whose own API Aragora does not use. */
export const postgresMistakes: FindMistakes = (_values, set) => {
  const found = SUPABASE.filter((name) => set.includes(name));
  if (found.length === 0) return [];
  const line = `${found.join(', ')}: Aragora does not speak to the Supabase API. Unset it, and write DATABASE_URL=postgresql://… with the project's PostgreSQL connection string (Supabase: Connect, Connection string) instead.`;
  return [line];
};
