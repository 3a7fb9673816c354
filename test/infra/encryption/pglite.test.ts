import { openEmbedded } from '../../support/databases.ts';
import { describeEnvelopeColumn } from './envelope-column.ts';

describeEnvelopeColumn('the embedded database', openEmbedded);
