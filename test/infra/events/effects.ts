import { type DispatchPorts, dispatch, type Reactor } from '../../../src/domain/events/dispatch.ts';
import type { LoggedEvent } from '../../../src/domain/events/event.ts';
import { PostgresEventFeed } from '../../../src/infra/events/postgres/event-feed.ts';
import { PostgresReactorBacklogs } from '../../../src/infra/events/postgres/reactor-backlogs.ts';
import { PostgresReactorCheckpoints } from '../../../src/infra/events/postgres/reactor-checkpoints.ts';
import type { Database } from '../../../src/infra/postgres/database.ts';

const TABLE = 'create table effects (reactor text, stream text, seq int, nth bigint generated always as identity)';

/** Reactors that insert every event they process into a table. An event processed twice would be there twice. */
export class Effects {
  readonly ports: DispatchPorts & { readonly backlogs: PostgresReactorBacklogs };
  private readonly database: Database;

  constructor(database: Database, emit: DispatchPorts['emit'] = () => {}, batch = 5) {
    this.database = database;
    const [eventFeed, checkpoints] = [new PostgresEventFeed(database), new PostgresReactorCheckpoints(database)];
    const backlogs = new PostgresReactorBacklogs(database);
    this.ports = { eventFeed, checkpoints, backlogs, atomically: database.atomically, emit, batch };
  }

  async create(): Promise<void> {
    await this.database.use((em) => em.execute('drop table if exists effects'));
    await this.database.use((em) => em.execute(TABLE));
  }

  async remove(): Promise<void> {
    await this.database.use((em) => em.execute('drop table effects'));
  }

  reactor(name = 'a', then: (events: readonly LoggedEvent[]) => Promise<void> = async () => {}): Reactor {
    const note = 'insert into effects (reactor, stream, seq) values (?, ?, ?)';
    return {
      name,
      react: async (events) => {
        for (const { stream, seq } of events) {
          await this.database.use((em) => em.execute(note, [name, stream, seq]));
        }
        await then(events);
      },
    };
  }

  dispatch(reactor: Reactor = this.reactor()): Promise<number> {
    return dispatch(this.ports, reactor, new AbortController().signal);
  }

  /** Ends the pauses after failures. */
  async endPauses(): Promise<void> {
    await this.database.use((em) => em.execute('update reactor_checkpoints set paused_until = null'));
  }

  /** The processed events in order, as `stream/seq`. */
  async taken(name = 'a'): Promise<readonly string[]> {
    const sql = `select stream || '/' || seq as place from effects where reactor = ? order by nth`;
    const rows = await this.database.use((em) => em.execute<{ place: string }[]>(sql, [name]));
    return rows.map(({ place }) => place);
  }
}
