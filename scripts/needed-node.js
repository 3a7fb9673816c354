// An older Node.js reads this file too, so it uses old JavaScript only.
export var NEEDED = 24;
export var isTooOld = parseInt(process.version.slice(1), 10) < NEEDED;
