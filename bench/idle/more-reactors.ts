// Loaded into a server before its own code: adds 19 reactors without work.
import type { Reactor } from '../../src/domain/events/dispatch.ts';
import { ReactorRunner } from '../../src/domain/events/reactor-runner.ts';

const MORE = 19;

const { run } = ReactorRunner.prototype;
ReactorRunner.prototype.run = function (reactors) {
  const idle = Array.from({ length: MORE }, (_, at): Reactor => ({ name: `idle-${at}`, react: async () => {} }));
  return run.call(this, [...reactors, ...idle]);
};
