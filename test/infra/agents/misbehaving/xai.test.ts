import { misbehaves } from '../double/misbehaves.ts';

misbehaves('xai');
