import type { TurnRequest } from '../../debates/run/turn-request.ts';
import { debaterParts } from '../prompts/debater.ts';
import { groupingParts } from '../prompts/grouping.ts';
import { judgeParts } from '../prompts/judge.ts';
import {
  finalJudgeParts,
  moderationFormat,
  moderatorParts,
  sideFormat,
  sideParts,
  verdictFormat,
} from '../prompts/moderated.ts';
import type { Part } from '../prompts/quoted.ts';
import { DEBATER, GROUPER, JUDGE, MODERATOR, sideRule } from '../prompts/rules.ts';
import { critiqueKeys, readCritique, readStand, standKeys } from './answer-form.ts';
import { type AnswerKeys, formatOf } from './answer-keys.ts';
import { BARE_DRAFT, type Draft } from './draft.ts';
import { groupingKeys, readGrouping } from './grouping-form.ts';
import { judgeKeys, readJudgement } from './judge-form.ts';
import { readDecision, readModeration, readSide } from './moderated-form.ts';

/** The request for a turn, and the function that reads the answer. */
export interface TurnForm {
  readonly system: string;
  /** The prompt; its last part says how to answer. */
  readonly parts: readonly Part[];
  /** The keys of a JSON answer; null when the whole text is the answer. */
  readonly keys: AnswerKeys | null;
  /** Reads the text of the model; `shown` is the prompt. Throws an Error that says what to write instead. */
  read(text: string, shown: string): Draft;
}

/** The form of the requested turn. */
export function turnForm(ask: TurnRequest): TurnForm {
  switch (ask.kind) {
    case 'PROPOSAL':
      return ask.protocol.mode === 'MODERATED' ? side(ask, 'affirmative') : stand(ask);
    case 'REVISION':
    case 'VOTE':
      return stand(ask);
    case 'CRITIQUE':
      return inJson(DEBATER, debaterParts(ask), critiqueKeys(ask), (text, shown) => readCritique(text, shown, ask));
    case 'GROUPING':
      return inJson(GROUPER, groupingParts(ask), groupingKeys(ask), (text, shown) => readGrouping(text, shown, ask));
    case 'ARGUMENT':
      return side(ask, 'affirmative');
    case 'REPLY':
      return side(ask, 'negative');
    case 'MODERATION':
      return inWords(MODERATOR, [...moderatorParts(ask), moderationFormat(ask)], (text, shown) =>
        readModeration(text, shown, ask),
      );
    case 'JUDGEMENT':
      return ask.protocol.mode === 'MODERATED' ? finalJudge(ask) : judge(ask);
  }
}

function stand(ask: TurnRequest): TurnForm {
  return inJson(DEBATER, debaterParts(ask), standKeys(ask), (text, shown) => readStand(text, shown, ask));
}

function side(ask: TurnRequest, name: 'affirmative' | 'negative'): TurnForm {
  return inWords(sideRule(name), [...sideParts(ask), sideFormat(ask)], (text) => readSide(text, ask));
}

function judge(ask: TurnRequest): TurnForm {
  return inJson(JUDGE, judgeParts(ask), judgeKeys(ask), (text, shown) => readJudgement(text, shown, ask));
}

/** The judge of a moderated debate lists the candidates in its first turn, and decides in its second. */
function finalJudge(ask: TurnRequest): TurnForm {
  const parts = finalJudgeParts(ask);
  if (ask.round < 2) return inWords(JUDGE, parts, () => BARE_DRAFT);
  return inWords(JUDGE, [...parts, verdictFormat(ask)], (text, shown) => readDecision(text, shown, ask));
}

function inJson(system: string, parts: readonly Part[], keys: AnswerKeys, read: TurnForm['read']): TurnForm {
  return { system, parts: [...parts, formatOf(keys)], keys, read };
}

function inWords(system: string, parts: readonly Part[], read: TurnForm['read']): TurnForm {
  return { system, parts, keys: null, read };
}
