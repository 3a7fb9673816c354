import { openEmbedded } from '../../support/databases.ts';
import { describeDatabase } from './database.ts';

describeDatabase('the embedded database', openEmbedded);
