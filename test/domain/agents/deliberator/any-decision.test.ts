import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliberate } from '../../../../src/domain/agents/deliberator/deliberator.ts';
import { electorateOf } from '../../../../src/domain/agents/deliberator/electorate.ts';
import { positionOf, putForward } from '../../../../src/domain/agents/deliberator/knowledge.ts';
import { anyDecision } from './any-decision.ts';
import { askOf, debate, phase, voted, votesIn } from './builders.ts';

describe('in any debate of deliberators', () => {
  it('each agent states only evidence that it knows, and each text quotes its evidence', () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const turns = debate(decision);
        for (const [at, said] of turns.entries()) {
          const start = decision.agents.find(({ id }) => id === said.participantId)?.startsWith ?? [];
          const known = new Set([...start, ...putForward(turns.slice(0, at))]);
          for (const id of said.evidence) {
            expect(known).toContain(id);
            expect(said.text).toContain(`"Quote ${id}, "verbatim"" (Title ${id})`);
          }
        }
      }),
    );
  });

  it('an agent that changes its position gives a reason and cites a peer that stated evidence', () => {
    let moves = 0;
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const turns = debate(decision);
        for (const [at, said] of turns.entries()) {
          const before = turns.slice(0, at);
          if (said.kind !== 'REVISION' || said.position === positionOf(said.participantId, before)) continue;
          moves++;
          expect(said.reason).toMatch(/[.]$/);
          expect(said.citedPeer).not.toBe(said.participantId);
          expect(before.some((turn) => turn.participantId === said.citedPeer && turn.evidence.length > 0)).toBe(true);
        }
      }),
    );
    expect(moves).toBeGreaterThan(0);
  });

  it('an agent with `hasMore` states new evidence in its next critique', () => {
    let more = 0;
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const heard = phase(decision, 'PROPOSAL', 0, []);
        for (const { id } of decision.agents) {
          if (!deliberate(askOf(decision, 'VOTE', id, heard)).hasMore) continue;
          more++;
          const [said] = deliberate(askOf(decision, 'CRITIQUE', id, heard)).evidence;
          expect(said).toBeDefined();
          expect(putForward(heard)).not.toContain(said);
        }
      }),
    );
    expect(more).toBeGreaterThan(0);
  });

  it('confidence is between 0 and 1, and an abstention has confidence 0', () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        for (const said of debate(decision).filter(({ kind }) => kind === 'VOTE')) {
          expect(said.confidence).toBeGreaterThanOrEqual(0);
          expect(said.confidence).toBeLessThanOrEqual(1);
          if (said.position === null) expect(said.confidence).toBe(0);
          expect(said.reason).not.toBeNull();
        }
      }),
    );
  });

  it('the votes recomputed for cruxes are the votes cast', () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const turns = debate(decision);
        const electorate = electorateOf(voted(decision, turns));
        expect(electorate.votes).toEqual(votesIn(turns));
        for (const item of decision.evidence) expect(electorate.votesIf(item, item.strength)).toEqual(votesIn(turns));
      }),
    );
  });
});
