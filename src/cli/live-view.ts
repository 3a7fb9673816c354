import type { DebateEvent } from './debate-event.ts';
import type { ConnectionNews } from './follow-debate.ts';
import { pageOf } from './page.ts';
import { renderEvent } from './render-event.ts';
import { type Scene, sceneAfter, sceneOf } from './scene.ts';
import { StatusLine } from './status-line.ts';
import { enumerate } from './text.ts';

/** Shows a debate on stderr as it happens. */
export class LiveView implements ConnectionNews {
  private readonly stream = process.stderr;
  private readonly status = new StatusLine(this.stream);
  private readonly hint: string;
  private scene: Scene = sceneOf({ options: [], participants: [] });

  /** @param hint What Ctrl-C does. */
  constructor(hint: string) {
    this.hint = hint;
    this.status.set(`waiting for the debate · ${hint}`);
  }

  show(event: DebateEvent): void {
    this.scene = sceneAfter(this.scene, event);
    this.status.write(renderEvent(event, this.scene, pageOf(this.stream)));
    this.status.set(event.__typename === 'DebateEnded' ? '' : this.waiting());
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

  private waiting(): string {
    const names = this.scene.awaited.map((id) => this.scene.participants.get(id) ?? id);
    return `${names.length > 0 ? `waiting for ${enumerate(names)}` : 'next'} · ${this.hint}`;
  }
}

/** Shows nothing. */
export const noView = { show() {}, lost() {}, regained() {}, remark(_text: string) {}, close() {} };

export type View = Pick<LiveView, keyof typeof noView>;
