import type { DrillReport } from '../report.ts';
import { inMib, MIB } from './process-memory.ts';
import { shareOf } from './share-of.ts';

export interface StalledForm {
  readonly stalled: number;
  /** Who do not read for a while: they wake one after the other, some before they are let go, some while, some after. */
  readonly sleepers: number;
  readonly lively: number;
  /** In which times are held against one another, and against bars; one more follows. None where a machine may be busy. */
  readonly rounds: number;
  /** Events. */
  readonly perSecond: number;
  /** How long a reader may take, by the server's settings. */
  readonly slowReaderMs: number;
}

const NAME = 'stalled readers';
/** From the end of their time: until it is looked, they are told, and that is given up. */
const CLOSED_AFTER_MS = 10_000;
const MAX_BYTES_EACH = 8 * MIB;
const MAX_LATENESS = 1.2;
/** With which a server closes who is too slow. */
export const TOO_SLOW = 4410;

/** What was found out about readers that stall, and which bars it misses. */
export class StalledFindings {
  readonly broken: string[] = [];
  /** How late others had their events in each round (95th of 100), without them and with them. */
  readonly alone: number[] = [];
  readonly beside: number[] = [];
  /** Of the server, with the kernel's; and of that in the kernel. */
  readonly bytesEach: number[] = [];
  readonly unsentEach: number[] = [];
  readonly fillingMs: number[] = [];
  readonly closedMs: number[] = [];
  /** How those who woke had been closed, 0 where they were not. */
  readonly codes = new Map<number, number>();
  private readonly form: StalledForm;

  constructor(form: StalledForm) {
    this.form = form;
  }

  /** Of a drill that poured so many events. */
  report(events: number): DrillReport {
    this.judge();
    return { figures: this.figures(events), broken: this.broken.map((line) => `${NAME}: ${line}`) };
  }

  private judge(): void {
    const { form, broken } = this;
    const last = Math.max(0, ...this.closedMs);
    const each = Math.max(...this.bytesEach);
    if (form.rounds > 0 && last > form.slowReaderMs + CLOSED_AFTER_MS)
      broken.push(`the last was closed after ${last} ms`);
    if (each > MAX_BYTES_EACH) broken.push(`each cost ${inMib(each)} MiB`);
    if (!this.codes.has(TOO_SLOW)) broken.push(`of those who woke none was told where to go on`);
    if (form.rounds > 0 && this.lateness > MAX_LATENESS)
      broken.push(`others got their events ${this.lateness.toFixed(2)} times as late (95th of 100)`);
  }

  /** How much later others have their events beside the stalled: the median of the rounds over that without. */
  private get lateness(): number {
    return shareOf(this.beside, 0.5) / shareOf(this.alone, 0.5);
  }

  private figures(events: number): DrillReport['figures'] {
    const timed = this.form.rounds === 0 ? {} : this.timedFigures();
    const codes = [...this.codes].map(([code, times]) => `${code === 0 ? 'not at all' : code}: ${times}`);
    return {
      [`${NAME}: events of 20 KB, each read by ${this.form.lively} others`]: events,
      [`${NAME}: ms until nothing more could be sent to them`]: this.fillingMs.join(', '),
      [`${NAME}: closed`]: `${this.closedMs.length} of ${this.fillingMs.length * this.form.stalled}`,
      [`${NAME}: ms until the last was closed`]: Math.max(0, ...this.closedMs),
      [`${NAME}: MiB of the server for each, with the kernel's`]: this.bytesEach.map(inMib).join(', '),
      [`${NAME}: MiB of that in the kernel`]: this.unsentEach.map(inMib).join(', '),
      ...timed,
      [`${NAME}: how those who woke had been closed`]: codes.join(', '),
    };
  }

  private timedFigures(): DrillReport['figures'] {
    const rounded = (values: readonly number[]) => values.map((ms) => Math.round(ms * 10) / 10).join(', ');
    return {
      [`${NAME}: ms until others had an event, 95th of 100, without`]: rounded(this.alone),
      [`${NAME}: ms until others had an event, 95th of 100, with them`]: rounded(this.beside),
      [`${NAME}: the one over the other`]: Math.round(this.lateness * 100) / 100,
    };
  }
}
