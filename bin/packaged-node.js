// Runs the command on the Node.js that npm installed with it, because the one of the PATH is too old. Without one this file
// throws. npm installs one on Linux only.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';

const { resolve } = createRequire(import.meta.url);
const node = resolve(`node-${process.platform}-${process.arch}/bin/node`);
const command = fileURLToPath(new URL('aragora.js', import.meta.url));

let child;
// Passes on the signals that this process alone receives. Set before the command runs, so that none of them ends this process.
const hasTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2']) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to both, and the second one would end the command at once.
    if (signal !== 'SIGINT' || !hasTerminal) child.kill(signal);
  });
}

// Without the flags of the old Node.js, which the new one may not know.
child = spawn(node, [command, ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('error', ({ message }) => {
  console.error(`The Node.js of this package cannot be started (${message}): install the package again.`);
  process.exitCode = 1;
});
// This process ends as the command does.
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
