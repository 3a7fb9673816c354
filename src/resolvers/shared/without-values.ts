const SUGGESTION = String.raw`( Did you mean (?:the enum value )?"\w+"[\w", ]*\?)?`;

/** How GraphQL words mistakes about values, without them. */
const WORDINGS: readonly (readonly [RegExp, string])[] = [
  // A type of GraphQL's own says what kind of value it was; others may put the value there.
  [new RegExp(String.raw`^((?:Enum "\w+"|\w+) cannot represent [a-z\d -]*?value): [\s\S]*?${SUGGESTION}$`), '$1.$2'],
  [/^((?:Enum "\w+"|\w+) cannot represent) [\s\S]*$/, '$1 this value.'],
  [/^(Value is not (?:an? )?[\w -]+): [\s\S]*$/, '$1.'],
  [new RegExp(String.raw`^Value "[\s\S]*" does not exist in ("\w+") enum\.${SUGGESTION}$`), 'It is no value of $1.$2'],
  [new RegExp(String.raw`^(Expected value of type "[^"]+"), found [\s\S]*?${SUGGESTION}$`), '$1.$2'],
  [/^(Expected type "[^"]+")\. [\s\S]*$/, '$1.'],
  [/^(Argument "\w+" has) invalid value [\s\S]*$/, '$1 an invalid value.'],
];
/** Texts of the caller that stand where names do. */
const NAMED = /^((?:Field|Unknown operation named) ")([\s\S]*?)("(?: is not defined by type "\w+"\.[\s\S]*|\.))$/;
const NAME = /^\w{1,64}$/;
const TOKEN = /\b(Name|Int|Float|String|BlockString|Comment) "[\s\S]*"/;
const VARIABLE = /^(Variable "\$\w+" got invalid value)[\s\S]*?( at "[\w.[\]]+")?$/;

/**
 * What GraphQL says of a mistake, without the values that the caller sent: there may be a password among them, and answers
 * are logged by clients. Names stay, for they tell what to mend. `problem` is what a message about a variable ends with.
 */
export function withoutValues(message: string, problem: string): string {
  if (message.startsWith('Syntax Error: ')) return message.replace(TOKEN, '$1');
  const end = `; ${problem}`;
  if (!message.startsWith('Variable "$') || !message.endsWith(end)) return reworded(message);
  return `${message.slice(0, -end.length).replace(VARIABLE, '$1$2')}; ${reworded(problem)}`;
}

function reworded(message: string): string {
  const named = NAMED.exec(message);
  if (named) return NAME.test(named[2] ?? '') ? message : `${named[1]}…${named[3]}`;
  const found = WORDINGS.find(([pattern]) => pattern.test(message));
  return found ? message.replace(found[0], found[1]) : message;
}
