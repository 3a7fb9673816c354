import type { ConnectionListener } from '../server/socket.ts';
import { pageOf } from '../terminal/page.ts';
import { StatusLine } from '../terminal/status-line.ts';
import { enumerate } from '../terminal/text.ts';
import type { DebateEvent, TurnText } from './debate-event.ts';
import { draftLines, draftsAfter, draftsWith, NO_DRAFTS } from './drafts.ts';
import { renderEvent } from './render/render-event.ts';
import { type ViewState, viewStateAfter, viewStateOf } from './view-state.ts';

/** Lines for drafts; more of them would move the debate up and down too much. */
const MAX_DRAFTS = 5;
/** Lines of the terminal that always show finished turns. */
const MIN_LOG = 4;

/** Shows a debate on stderr as it happens. */
export class LiveView implements ConnectionListener {
  /** Whether it shows live text, which needs a terminal. */
  readonly showsText: boolean;
  private readonly stream: NodeJS.WriteStream;
  private readonly status: StatusLine;
  private readonly hint: string;
  private state: ViewState = viewStateOf({ options: [], participants: [] });
  private drafts = NO_DRAFTS;

  /** @param hint What Ctrl-C does. */
  constructor(hint: string, stream: NodeJS.WriteStream = process.stderr) {
    this.hint = hint;
    this.stream = stream;
    this.showsText = stream.isTTY === true;
    this.status = new StatusLine(stream);
    this.status.set(`waiting for the debate · ${hint}`);
  }

  show(event: DebateEvent): void {
    this.state = viewStateAfter(this.state, event);
    this.drafts = draftsAfter(this.drafts, event);
    this.showDrafts();
    this.status.write(renderEvent(event, this.state, pageOf(this.stream)));
    this.status.set(event.__typename === 'DebateEnded' ? '' : this.waiting());
  }

  /** Shows live text until the finished turn replaces it. */
  text(piece: TurnText): void {
    this.drafts = draftsWith(this.drafts, piece);
    this.showDrafts();
  }

  lost(): void {
    this.remark('The connection is lost; trying again every second.');
  }

  regained(): void {
    this.remark('Connected again.');
  }

  remark(text: string): void {
    const { paint } = pageOf(this.stream);
    this.status.write(['', paint('yellow', `  ${text}`)]);
  }

  close(): void {
    this.status.set('');
  }

  private showDrafts(): void {
    const maxLines = Math.min(MAX_DRAFTS, (this.stream.rows || 24) - MIN_LOG);
    this.status.setOver(draftLines(this.drafts, this.state, pageOf(this.stream), maxLines));
  }

  private waiting(): string {
    const names = this.state.awaited.map((id) => this.state.participants.get(id) ?? id);
    return `${names.length > 0 ? `waiting for ${enumerate(names)}` : 'next'} · ${this.hint}`;
  }
}

/** A view that shows nothing. */
export const noView = {
  showsText: false as boolean,
  show() {},
  text(_piece: TurnText) {},
  lost() {},
  regained() {},
  remark(_text: string) {},
  close() {},
};

export type View = Pick<LiveView, keyof typeof noView>;
