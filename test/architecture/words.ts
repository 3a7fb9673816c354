import type { Rule, SourceFile } from './source-files.ts';

interface ReplacedWord {
  readonly found: RegExp;
  /** The term that took its place, as docs/glossary.md has it. */
  readonly use: string;
  /** Files that may keep the word. */
  readonly except?: RegExp;
}

/** Names that were replaced, in code and in prose. */
const NAMES: readonly ReplacedWord[] = [
  { found: /\b\w*[Dd]oorbells?\b|\b[Bb]ells?\b/, use: 'Notifier, notify' },
  { found: /\bRefusals?\b/, use: 'UserError' },
  { found: /\bWholeLog\b/, use: 'EventFeed' },
  { found: /\bLogPlace\b/, use: 'LogPosition' },
  { found: /\btakenUpTo\b/, use: 'checkpoint' },
  { found: /\binsist\b/, use: 'retryWhileUnavailable, retryUntilAnswered' },
  { found: /\bStayingCaller\b|\blookAgain\b/, use: 'ConnectionAuth.revalidate' },
  { found: /\bCallerWatch\b/, use: 'Revalidator' },
  { found: /\b[Ss]tragglers?\b/, use: 'CatchUpSubscriber, CatchUpQueue' },
  { found: /\b[Hh]earer\b/, use: 'CompletionListener' },
  { found: /\bhearFrom\b/, use: 'takeTurn' },
  { found: /\bLET_GO\b/, use: 'RELEASED' },
  { found: /\bCUT_OFF\b/, use: 'CRASHED', except: /\/(render-)?audit/ },
  { found: /\bkeepsTheMachine\b/, use: 'isServerOperator' },
  { found: /\b(MOST|LONGEST)(_\w+)?\b/, use: 'MAX_…' },
  { found: /\b(LEAST|SHORTEST)(_\w+)?\b/, use: 'MIN_…' },
  { found: /\brecordOf\b/, use: 'toRecord' },
  { found: /\battemptsIn\b/, use: 'listAttempts' },
  { found: /\b[Ss]omeoneWasRight\b/, use: 'withCorrectBlindAnswer' },
  { found: /\bReactorCursors?\b|\breactor_cursors\b/, use: 'ReactorCheckpoint, reactor_checkpoints' },
  { found: /\brightAnswer\b|\brecordOutcome\b/, use: 'groundTruth, recordGroundTruth' },
];

/** Names that were replaced in one layer only. */
const LAYER_NAMES: readonly (ReplacedWord & { readonly within: RegExp })[] = [
  { within: /^src\/app\//, found: /\bWorld\b/, use: 'Deps' },
  { within: /^src\/infra\/http\//, found: /\bPeers\b/, use: 'ClientAddress' },
  {
    within: /^src\/domain\/debates\//,
    found: /\bAsk\b|\bSaid\b|\bPatience\b/,
    use: 'TurnRequest, TurnResult, TurnSignals',
  },
];

/** Words that a non-native reader stumbles over. */
const PHRASES: readonly ReplacedWord[] = [
  { found: /\b(whoever|whomever)\b/i, use: 'the noun: the caller, the client, the operator' },
  { found: /\b(whatever|whichever)\b/i, use: 'the cases themselves, any, every', except: /\/prompts\// },
  { found: /\bsomebody\b/i, use: 'the noun: a person, a client, another process' },
  { found: /\b(what|whatever) (came|comes|becomes|became) of\b/i, use: 'the result of' },
  { found: /\bof whom\b|(^|[.:;] )of which\b/i, use: 'a sentence of its own' },
  { found: /\bfor want of\b/i, use: 'without' },
  { found: /\bto be had\b/i, use: 'available' },
  { found: /\bhow (it|they|he|she|one|the \w+) (is|are) faring\b/i, use: 'state, health' },
  { found: /\bnpx aragora\b/, use: './aragora, or aragora once installed: npx takes three times as long' },
  { found: /\bto mend\b|\bmend (it|the)\b/i, use: 'correct, fix' },
];

// The lists of words themselves hold them.
const THE_LIST = /^test\/architecture\/(words|words\.test)\.ts$/;

/** Replaced names do not come back in code. */
export const namesAreOfTheField: Rule = (files) =>
  files
    .filter(({ path }) => !THE_LIST.test(path))
    .flatMap((file) =>
      [...NAMES, ...LAYER_NAMES.filter(({ within }) => within.test(file.path))]
        .filter((word) => !word.except?.test(file.path))
        .flatMap((word) =>
          [file.code, ...file.labels].filter((text) => word.found.test(text)).map((text) => breach(file, word, text)),
        ),
    );

/** Prose is in plain technical English, and names no replaced name. */
export const proseIsPlain: Rule = (files) =>
  files
    .filter(({ path }) => !THE_LIST.test(path))
    .flatMap((file) =>
      file.prose.flatMap((line) =>
        [...NAMES, ...PHRASES]
          .filter((word) => !word.except?.test(file.path) && word.found.test(line))
          .map((word) => breach(file, word, line)),
      ),
    );

function breach({ path }: SourceFile, { found, use }: ReplacedWord, text: string): string {
  return `${path} says "${found.exec(text)?.[0].trim()}"; use ${use}`;
}
