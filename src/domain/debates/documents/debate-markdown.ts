import { blocks, inline, quotation, table } from '../../shared/markdown.ts';
import type { Debate } from '../debate.ts';
import { rank } from '../run/phase.ts';
import type { Turn } from '../turn.ts';

/** A debate as a Markdown text: the question, the participants, the turns by phase, and the verdict. */
export function debateMarkdown(debate: Debate): string {
  const { id, decision, status, outcome, stopReason, protocol } = debate;
  const held = `${protocol.mode}, ${protocol.consensus}, at most ${protocol.maxRounds} rounds`;
  const ended = [status, outcome, stopReason].filter((word) => word !== null).join(', ');
  return blocks(
    `# ${inline(decision.task)}`,
    `Debate \`${id}\`: ${held}. ${ended}.`,
    optionsOf(debate),
    participantsOf(debate),
    ...phasesOf(debate),
    failuresOf(debate),
    verdictOf(debate),
  );
}

function optionsOf(debate: Debate): string | undefined {
  const { options } = debate.argued();
  if (options.length === 0) return undefined;
  return blocks(
    '## Options',
    options.map(({ id, label }) => `- **${inline(id)}**: ${inline(label)}`).join('\n'),
  ).trimEnd();
}

function participantsOf({ participants }: Debate): string {
  const rows = participants.map(({ id, label, role, agentId }) => [id, label, role, agentId].map(inline));
  return blocks('## Participants', table(['Id', 'Name', 'Role', 'Agent'], rows)).trimEnd();
}

function phasesOf({ resolvedTurns, interjections }: Debate): string[] {
  const turns = [...resolvedTurns].sort((one, other) => rank(one) - rank(other));
  const names = [...new Set(turns.map(({ kind, round }) => `${kind}, round ${round}`))];
  const phases = names.map((name) => {
    const said = turns.filter(({ kind, round }) => `${kind}, round ${round}` === name);
    return blocks(`## ${name}`, ...said.map(turnOf)).trimEnd();
  });
  const people = interjections.map(({ text, kind, round }) =>
    blocks(`After ${kind}, round ${round}:`, quotation(text)),
  );
  return people.length === 0 ? phases : [...phases, blocks('## Said by people', ...people).trimEnd()];
}

function turnOf({ participantId, position, confidence, citedPeer, reason, text, call }: Turn): string {
  const facts = [
    position === null ? 'no position' : `position **${inline(position)}**`,
    ...(confidence === null ? [] : [`confidence ${confidence}`]),
    ...(citedPeer === null ? [] : [`because of ${inline(citedPeer)}`]),
    ...(call?.servedModel ? [`model ${inline(call.servedModel)}`] : []),
  ];
  const said = text.trim() === '' ? undefined : quotation(text);
  return blocks(
    `### ${inline(participantId)}`,
    `${facts.join('; ')}.`,
    said,
    reason ? `Reason: ${inline(reason)}` : undefined,
  ).trimEnd();
}

function failuresOf({ failures }: Debate): string | undefined {
  if (failures.length === 0) return undefined;
  const rows = failures.map(({ participantId, kind, round, code, message }) => {
    return [inline(participantId), `${kind} ${round}`, code ?? '', inline(message)];
  });
  return blocks('## Failed turns', table(['Participant', 'Turn', 'Code', 'Why'], rows)).trimEnd();
}

function verdictOf({ verdict, spending }: Debate): string | undefined {
  if (verdict === null) return undefined;
  const { outcome, answer, winner, decidedBy, rule, tally, dissent, baseline, debateGain, cruxes } = verdict;
  const decided = answer ?? winner;
  const cost = spending.costUsd === null ? 'unknown cost' : `${spending.costUsd} US dollars`;
  return blocks(
    '## Verdict',
    `**${decided === null ? outcome : inline(decided)}** (${outcome}, decided by ${decidedBy} under ${rule}).`,
    table(
      ['Position', 'Voters', 'Weight'],
      tally.map(({ position, voters, weight }) => [inline(position), inline(voters.join(', ')), weight]),
    ),
    `Without a debate: ${baseline.position === null ? 'no position' : inline(baseline.position)}, held by ${baseline.agreement} of the debaters. Gain: ${debateGain}.`,
    ...dissent.map(({ participantId, position, reason }) =>
      `Dissent of ${inline(participantId)}: ${inline(position ?? 'abstained')}. ${inline(reason ?? '')}`.trimEnd(),
    ),
    ...cruxes.map(
      ({ evidenceId, winnerWithout }) => `Crux: ${inline(evidenceId)}; without it ${inline(winnerWithout ?? 'none')}.`,
    ),
    `${spending.inputTokens} tokens read, ${spending.outputTokens} written, ${cost}.`,
  ).trimEnd();
}
