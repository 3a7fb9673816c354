import { stripVTControlCharacters } from 'node:util';
import { besideLabel, heading, labelled, labelledText, type Page } from '../../terminal/page.ts';
import { pad, percent, plural, usd, widthOf, wrap, wrapList } from '../../terminal/text.ts';
import { DECIDERS, ENDINGS, GAINS } from '../../terminal/words.ts';
import type { WholeDebate } from '../debate-event.ts';
import { optionName, participantName, type ViewState, viewStateOf } from '../view-state.ts';
import { renderCruxes } from './render-cruxes.ts';

type Verdict = NonNullable<WholeDebate['verdict']>;

/** The verdict: the decision, its votes and its support. */
export function renderVerdict(debate: WholeDebate, page: Page): string[] {
  const { verdict } = debate;
  if (verdict === null) return ['', heading(page, 'No verdict'), '', ...labelledText(page, 'Status', statusOf(debate))];
  const state = viewStateOf(debate);
  // In a moderated debate there are no votes: two sides argue, and one of them answers first.
  const isVoted = debate.protocol.mode !== 'MODERATED';
  return [
    '',
    heading(page, 'Verdict'),
    '',
    ...labelled(page, 'Decision', decision(verdict, page)),
    ...(isVoted ? labelled(page, 'Votes', votes(verdict, state, page)) : []),
    ...(isVoted ? labelledText(page, 'Participation', participation(verdict)) : []),
    ...labelledText(page, 'Without debate', isVoted ? baseline(verdict) : firstAnswer(verdict)),
    ...labelled(page, 'Dissent', dissent(verdict, state, page)),
    ...labelled(page, 'Cruxes', renderCruxes(debate, verdict.cruxes, page)),
    ...(verdict.costUsd === 0 ? [] : labelledText(page, 'Cost', cost(verdict))),
    ...warnings(verdict).flatMap((text) => labelledText(page, 'Note', text)),
    ...labelledText(page, 'Ended', debate.stopReason === null ? '' : ENDINGS[debate.stopReason]),
  ];
}

function statusOf({ status, stopReason }: WholeDebate): string {
  return stopReason === null ? status.toLowerCase() : `${status.toLowerCase()}: ${ENDINGS[stopReason]}`;
}

function decision(verdict: Verdict, page: Page): string[] {
  const { outcome, winner, answer, rule } = verdict;
  const { paint } = page;
  if (outcome === 'UNDECIDED') return [paint('yellow', 'undecided: no vote for any option')];
  if (winner === null) return [paint('yellow', `no consensus: no option met the rule (${rule.toLowerCase()})`)];
  const lines = wrap(answer ?? optionName(winner), besideLabel(page)).map((line) => paint(['bold', 'green'], line));
  const by = paint('dim', `(${deciderOf(verdict)})`);
  return lines.length === 1 ? [`${lines[0]} ${by}`] : [...lines, by];
}

function deciderOf(verdict: Verdict): string {
  const { winner, tally, rule, participation, decidedBy } = verdict;
  // A ruling has no votes.
  if (decidedBy !== 'VOTES' && tally.length === 0) return DECIDERS[decidedBy];
  const won = tally.find(({ option }) => option.key === winner?.key)?.voters.length ?? 0;
  const votes = `${rule.toLowerCase()}, ${won} of ${plural(participation.voted, 'vote')}`;
  return decidedBy === 'VOTES' ? votes : `${DECIDERS[decidedBy]}, ${votes}`;
}

function cost({ spending: { inputTokens, outputTokens, costUsd } }: Verdict): string {
  const tokens = inputTokens + outputTokens;
  return `${costUsd === null ? 'unknown' : usd(costUsd)}, ${plural(tokens, 'token')}`;
}

/** Facts that weaken the verdict. */
function warnings({ isPartial, isTied, diversityLost, judgeConflict }: Verdict): string[] {
  return [
    ...(isPartial ? ['the debate was not over when this was decided'] : []),
    ...(isTied ? ['options were tied; weights or chance decided between them'] : []),
    ...(diversityLost ? ['because of a fallback, two agents answered with the same model'] : []),
    ...(judgeConflict ? ['the judge is of the same family as a debater'] : []),
  ];
}

const BAR = 10;
// With fewer columns beside the bar, names go below it.
const MIN_NAMES_WIDTH = 30;

function votes({ tally, participation }: Verdict, state: ViewState, page: Page): string[] {
  if (tally.length === 0) return ['none'];
  const widest = Math.max(...tally.map(({ option }) => widthOf(optionName(option))));
  return tally.flatMap(({ option, voters }) => {
    const filled = Math.round((voters.length / Math.max(voters.length, participation.voted)) * BAR);
    const bar = '█'.repeat(filled) + page.paint('dim', '░'.repeat(BAR - filled));
    const names = voters.map((voter) => participantName(state, voter, page));
    const start = `${pad(optionName(option), widest)}  ${bar}  ${voters.length}  `;
    const indent = widthOf(stripVTControlCharacters(start));
    const room = besideLabel(page) - indent;
    if (room < MIN_NAMES_WIDTH) return [start, ...wrapList(names, besideLabel(page) - 2).map((line) => `  ${line}`)];
    const [first, ...more] = wrapList(names, room);
    return [start + (first ?? ''), ...more.map((line) => ' '.repeat(indent) + line)];
  });
}

function participation({ participation: { participants, voted, abstained, failed } }: Verdict): string {
  const rest = [abstained > 0 ? `${abstained} abstained` : '', failed > 0 ? `${failed} failed to vote` : ''];
  return [`${voted} of ${participants} voted`, ...rest.filter(Boolean)].join(', ');
}

function baseline({ baseline: { option, agreement, isTied }, debateGain }: Verdict): string {
  if (option === null) return `the blind answers had no majority: ${GAINS[debateGain]}`;
  const tie = isTied ? ', tied with another' : '';
  return `${optionName(option)}, by ${percent(agreement)} of the blind answers${tie}: ${GAINS[debateGain]}`;
}

function firstAnswer({ baseline: { option }, debateGain }: Verdict): string {
  if (option === null) return 'there was no first answer';
  return `${optionName(option)} was the first answer: ${GAINS[debateGain]}`;
}

function dissent({ dissent }: Verdict, state: ViewState, page: Page): string[] {
  if (dissent.length === 0) return ['none'];
  return dissent.flatMap(({ participant, option, confidence, reason }) => {
    const name = participantName(state, participant, page);
    const vote = option === null ? 'abstained' : `for ${optionName(option)}`;
    const certainty = confidence === null || option === null ? '' : ` (confidence ${percent(confidence)})`;
    const why = reason === null ? [] : wrap(reason, besideLabel(page) - 2).map((line) => `  ${line}`);
    return [...wrapList([name, `${vote}${page.paint('dim', certainty)}`], besideLabel(page)), ...why];
  });
}
