#!/usr/bin/env node
// The `aragora` command of an installed package, on every system. Without sh, so that Windows can start it.
import { isTooOld } from '../scripts/needed-node.js';

if (isTooOld) import('./packaged-node.js').catch(() => import('../scripts/preflight.js'));
else import('./run.js');
