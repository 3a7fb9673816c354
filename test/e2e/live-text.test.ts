import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancelDebateDocument, DebateTokensDocument } from '../../src/cli/generated/graphql.ts';
import { LOCAL_OWNER } from '../../src/domain/access/actor.ts';
import { liveTurn } from '../../src/domain/debates/live/live-turn.ts';
import { NotifyChannel } from '../../src/infra/events/notify-channel.ts';
import { systemClock, systemRandom } from '../../src/infra/runtime.ts';
import { aServer } from '../infra/http/support/a-server.ts';
import { ask } from '../infra/http/support/requests.ts';
import { aClient, iterate } from '../infra/http/support/sockets.ts';
import { createDatabase, type EmptyDatabase } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { PATIENCE } from '../support/waiting.ts';
import { startDebate } from './support/debates.ts';

const TURN = { participantId: 'bob', kind: 'PROPOSAL', round: 0 } as const;
/** Forty pieces. Each is so large that it is sent at once and not collected with the next one. */
const PIECES = Array.from({ length: 40 }, (_, at) => `${at} ${'💡 "字" \\ \n'.repeat(220)}`);

let database: EmptyDatabase | undefined;
let url: string;

beforeAll(async () => {
  if (postgresUrl === undefined) return;
  database = await createDatabase(postgresUrl);
  url = database.url;
});
afterAll(() => database?.drop());

describe.skipIf(postgresUrl === undefined)('the live text of one node', () => {
  it('is shown on another node until the debate ends, complete while no piece is lost', async () => {
    const server = await aServer({ DATABASE_URL: url });
    const elsewhere = new NotifyChannel(url, systemClock, systemRandom);
    await elsewhere.open();
    const client = aClient(server.url);
    try {
      const id = await startDebate(server.url, { paceMs: 30_000 });
      let [text, last] = ['', 0];
      const reading = (async () => {
        for await (const { data } of iterate(client, DebateTokensDocument, { debateId: id })) {
          const piece = data?.debateTokens;
          if (piece?.attempt === 2) text = piece.offset === text.length ? text + piece.text : 'A piece is missing.';
          last = piece?.attempt ?? 0;
        }
      })();
      const turn = () =>
        liveTurn(elsewhere, systemClock, { workspaceId: LOCAL_OWNER.workspaceId, stream: id }, { ...TURN });
      // From here the test cannot see when the server has begun to listen.
      await expect
        .poll(() => {
          const first = turn();
          first.text('Is anybody there?');
          first.done();
          return last;
        }, PATIENCE)
        .toBe(1);
      const written = turn();
      written.text('Wrong.');
      written.restart();
      for (const piece of PIECES) written.text(piece);
      written.done();
      await expect.poll(() => text === PIECES.join(''), PATIENCE).toBe(true);
      await ask(server.url, CancelDebateDocument, { input: { id } });
      await reading;
    } finally {
      await client.dispose();
      await elsewhere.close();
      await server.stop();
    }
  });
});
