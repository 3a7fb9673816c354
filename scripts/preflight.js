// This file is imported first, before code that an older Node.js cannot parse. So it uses old JavaScript only.
import { isTooOld, NEEDED } from './needed-node.js';

if (isTooOld) {
  console.error(
    'Aragora needs Node.js ' +
      NEEDED +
      ' or newer (this is ' +
      process.version +
      '): start it with `./aragora`, `npm start` or `npm run demo`, which on Linux use the Node.js that `npm ci` ' +
      'installs here, or install one from https://nodejs.org.',
  );
  process.exit(1);
}
