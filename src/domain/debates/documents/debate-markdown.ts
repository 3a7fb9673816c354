import { inline, quotation, table } from '../../shared/text/markdown.ts';
import type { Debate } from '../debate.ts';
import { rank } from '../run/phase.ts';
import type { Turn } from '../turn.ts';

/** A debate as a Markdown text, in parts: the question, the participants, the turns by phase, and the verdict. */
export function* debateMarkdown(debate: Debate): Generator<string> {
  let before = '';
  for (const block of blocksOf(debate)) {
    yield before + block;
    before = '\n\n';
  }
  yield '\n';
}

function* blocksOf(debate: Debate): Generator<string> {
  const { id, decision, status, outcome, stopReason, protocol } = debate;
  const held = `${protocol.mode}, ${protocol.consensus}, at most ${protocol.maxRounds} rounds`;
  const ended = [status, outcome, stopReason].filter((word) => word !== null).join(', ');
  yield `# ${inline(decision.task)}`;
  yield `Debate \`${id}\`: ${held}. ${ended}.`;
  yield* optionsOf(debate);
  yield '## Participants';
  yield table(
    ['Id', 'Name', 'Role', 'Agent'],
    debate.participants.map((participant) => {
      const { id, label, role, agentId } = participant;
      return [id, label, role, agentId];
    }),
  );
  yield* phasesOf(debate);
  yield* failuresOf(debate);
  yield* verdictOf(debate);
}

function* optionsOf(debate: Debate): Generator<string> {
  const { options } = debate.argued();
  if (options.length === 0) return;
  yield '## Options';
  yield options.map(({ id, label }) => `- **${inline(id)}**: ${inline(label)}`).join('\n');
}

function* phasesOf({ resolvedTurns, interjections }: Debate): Generator<string> {
  const turns = [...resolvedTurns].sort((one, other) => rank(one) - rank(other));
  let phase = '';
  for (const turn of turns) {
    const name = `${turn.kind}, round ${turn.round}`;
    if (name !== phase) yield `## ${name}`;
    phase = name;
    yield* turnOf(turn);
  }
  if (interjections.length > 0) yield '## Said by people';
  for (const { text, kind, round } of interjections) {
    yield `After ${kind}, round ${round}:`;
    yield quotation(text);
  }
}

function* turnOf({ participantId, position, confidence, citedPeer, reason, text, call }: Turn): Generator<string> {
  const facts = [
    position === null ? 'no position' : `position **${inline(position)}**`,
    ...(confidence === null ? [] : [`confidence ${confidence}`]),
    ...(citedPeer === null ? [] : [`because of ${inline(citedPeer)}`]),
    ...(call?.servedModel ? [`model ${inline(call.servedModel)}`] : []),
  ];
  yield `### ${inline(participantId)}`;
  yield `${facts.join('; ')}.`;
  if (text.trim() !== '') yield quotation(text);
  if (reason) yield `Reason: ${inline(reason)}`;
}

function* failuresOf({ failures }: Debate): Generator<string> {
  if (failures.length === 0) return;
  yield '## Failed turns';
  yield table(
    ['Participant', 'Turn', 'Code', 'Why'],
    failures.map(({ participantId, kind, round, code, message }) => {
      return [participantId, `${kind} ${round}`, code ?? '', message];
    }),
  );
}

function* verdictOf({ verdict, spending }: Debate): Generator<string> {
  if (verdict === null) return;
  const { outcome, answer, winner, decidedBy, rule, tally, dissent, baseline, debateGain, cruxes } = verdict;
  const decided = answer ?? winner;
  const cost = spending.costUsd === null ? 'unknown cost' : `${spending.costUsd} US dollars`;
  yield '## Verdict';
  yield `**${decided === null ? outcome : inline(decided)}** (${outcome}, decided by ${decidedBy} under ${rule}).`;
  yield table(
    ['Position', 'Voters', 'Weight'],
    tally.map(({ position, voters, weight }) => [position, voters.join(', '), weight]),
  );
  yield `Without a debate: ${baseline.position === null ? 'no position' : inline(baseline.position)}, held by ${baseline.agreement} of the debaters. Gain: ${debateGain}.`;
  for (const { participantId, position, reason } of dissent)
    yield `Dissent of ${inline(participantId)}: ${inline(position ?? 'abstained')}. ${inline(reason ?? '')}`.trimEnd();
  for (const { evidenceId, winnerWithout } of cruxes)
    yield `Crux: ${inline(evidenceId)}; without it ${inline(winnerWithout ?? 'none')}.`;
  yield `${spending.inputTokens} tokens read, ${spending.outputTokens} written, ${cost}.`;
}
