/** Does all the work. Each worker takes the next piece as soon as it is free. */
export async function inParallel<Worker, Work>(
  workers: readonly Worker[],
  work: readonly Work[],
  handle: (worker: Worker, piece: Work) => Promise<void>,
): Promise<void> {
  const waiting = work.values();
  await Promise.all(
    workers.map(async (worker) => {
      for (const piece of waiting) await handle(worker, piece);
    }),
  );
}
