/** Close functions, run in reverse order. */
export class ShutdownHooks {
  private readonly steps: (() => Promise<unknown>)[] = [];
  private running: Promise<void> | undefined;

  add(step: () => Promise<unknown>): void {
    this.steps.unshift(step);
  }

  /** Runs every hook once, even if one fails; then throws the first failure. */
  run(): Promise<void> {
    this.running ??= this.runOnce();
    return this.running;
  }

  private async runOnce(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.steps) await step().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
