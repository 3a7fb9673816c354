import { misbehaves } from '../double/misbehaves.ts';

misbehaves('openrouter');
