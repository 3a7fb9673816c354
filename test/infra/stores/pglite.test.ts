import { openEmbedded } from '../../support/services/databases.ts';
import { describeDatabase } from './database.ts';

describeDatabase('the embedded database', openEmbedded);
