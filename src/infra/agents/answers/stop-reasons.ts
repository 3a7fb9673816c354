/** What a stop reason says about the text: whole, cut at the limit of tokens, and so on. */
export type Ending = 'WHOLE' | 'LENGTH' | 'CONTENT' | 'CONTEXT' | 'BROKEN' | 'UNKNOWN' | 'NONE';

/** The first that fits counts. Names of all providers, without regard to case and separators. */
const ENDINGS: readonly (readonly [Ending, RegExp])[] = [
  // Some servers write that there is none yet into every piece.
  ['NONE', /^(|null|none|undefined|.*unspecified)$/],
  ['WHOLE', /^(stop|stopsequence|endturn|endofturn|toolcalls?|tooluse|functioncall|completed?|eos|eostoken)$/],
  ['CONTEXT', /context/],
  ['LENGTH', /^(length.*|.*length|max.*tokens?|.*tokenlimit.*)$/],
  [
    'CONTENT',
    /content|safety|refus|moderat|guardrail|prohibited|blocklist|blocked|flagged|sensitive|recitation|spii|policy|violat|unsafe|harm(?!less)|toxic|jailbreak|armor|censor/,
  ],
  [
    'BROKEN',
    /abort|err|cancel|fail|interrupt|time|disconnect|network|incomplete|partial|pause|progress|kill|resource|overload|malformed|unexpected|other|limit|language|load|repeat|repetition|unknown/,
  ],
];

/** `reason` in the words of the provider; null when none came. */
export function endingOf(reason: string | null): Ending {
  const plain = (reason ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
  return ENDINGS.find(([, words]) => words.test(plain))?.[0] ?? 'UNKNOWN';
}
