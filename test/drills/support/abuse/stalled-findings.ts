import type { DrillReport } from '../report.ts';
import { inMib, MIB } from './process-memory.ts';
import { shareOf } from './share-of.ts';

export interface StalledForm {
  readonly stalled: number;
  /** Readers that stop for a while. They resume one after the other: before, while and after the server closes slow readers. */
  readonly sleepers: number;
  readonly lively: number;
  /** Rounds in which times are compared with each other and with limits; one more round follows. 0 on a busy machine. */
  readonly rounds: number;
  /** Events per second. */
  readonly perSecond: number;
  /** The time the server gives a slow reader, by its settings. */
  readonly slowReaderMs: number;
}

const NAME = 'stalled readers';
/** After that time: until the next check, the close message, and the end of the connection. */
const CLOSED_AFTER_MS = 10_000;
const MAX_BYTES_EACH = 8 * MIB;
const MAX_LATENESS = 1.2;
/** The close code of the server for a slow reader. */
export const TOO_SLOW = 4410;

/** The measurements of stalled readers, and the limits that were exceeded. */
export class StalledFindings {
  readonly broken: string[] = [];
  /** The delay of events at other readers in each round (95th percentile), without and with stalled readers. */
  readonly alone: number[] = [];
  readonly beside: number[] = [];
  /** Memory of the server including the kernel for each stalled reader, and the part in the kernel. */
  readonly bytesEach: number[] = [];
  readonly unsentEach: number[] = [];
  readonly fillingMs: number[] = [];
  readonly closedMs: number[] = [];
  /** The close codes of the readers that resumed; 0 when they were not closed. */
  readonly codes = new Map<number, number>();
  private readonly form: StalledForm;

  constructor(form: StalledForm) {
    this.form = form;
  }

  /** The report of a drill that wrote this number of events. */
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
    if (!this.codes.has(TOO_SLOW)) broken.push(`no reader that resumed got a cursor to continue after`);
    if (form.rounds > 0 && this.lateness > MAX_LATENESS)
      broken.push(`other readers got their events with ${this.lateness.toFixed(2)} times the delay (95th percentile)`);
  }

  /** The delay of other readers in the presence of stalled ones, divided by the delay without them (medians of the rounds). */
  private get lateness(): number {
    return shareOf(this.beside, 0.5) / shareOf(this.alone, 0.5);
  }

  private figures(events: number): DrillReport['figures'] {
    const timed = this.form.rounds === 0 ? {} : this.timedFigures();
    const codes = [...this.codes].map(([code, times]) => `${code === 0 ? 'not at all' : code}: ${times}`);
    return {
      [`${NAME}: events of 20 KB, each read by ${this.form.lively} other readers`]: events,
      [`${NAME}: ms until nothing more could be sent to them`]: this.fillingMs.join(', '),
      [`${NAME}: closed`]: `${this.closedMs.length} of ${this.fillingMs.length * this.form.stalled}`,
      [`${NAME}: ms until the last was closed`]: Math.max(0, ...this.closedMs),
      [`${NAME}: MiB of the server for each, with the kernel's`]: this.bytesEach.map(inMib).join(', '),
      [`${NAME}: MiB of that in the kernel`]: this.unsentEach.map(inMib).join(', '),
      ...timed,
      [`${NAME}: close codes of the readers that resumed`]: codes.join(', '),
    };
  }

  private timedFigures(): DrillReport['figures'] {
    const rounded = (values: readonly number[]) => values.map((ms) => Math.round(ms * 10) / 10).join(', ');
    return {
      [`${NAME}: ms until other readers had an event, 95th percentile, without them`]: rounded(this.alone),
      [`${NAME}: ms until other readers had an event, 95th percentile, with them`]: rounded(this.beside),
      [`${NAME}: ratio of the delays`]: Math.round(this.lateness * 100) / 100,
    };
  }
}
