import { openEmbedded } from '../../support/services/databases.ts';
import { describeEnvelopeColumn } from './envelope-column.ts';

describeEnvelopeColumn('the embedded database', openEmbedded);
