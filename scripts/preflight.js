// This file is imported first, before code that an older Node.js cannot parse. So it uses old JavaScript only.
var NEEDED = 24;

if (parseInt(process.version.slice(1), 10) < NEEDED) {
  console.error(
    'Aragora needs Node.js ' +
      NEEDED +
      ' or newer (this is ' +
      process.version +
      '): start it through npm (`npm start`, `npm run demo`, `npx aragora`), which on Linux uses the Node.js that ' +
      '`npm ci` installs with it, or install one from https://nodejs.org.',
  );
  process.exit(1);
}
