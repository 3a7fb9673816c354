/** A suggestion of GraphQL at the end of a message. */
const SUGGESTION = /^ Did you mean (?:the enum value )?"\w+"[\w", ]*\?$/;

/** The messages of GraphQL about values, and the same without the values. `$2` is the suggestion at the end. */
const WORDINGS: readonly (readonly [RegExp, string])[] = [
  // Built-in types name the kind of value. Other types may put the value itself there.
  [/^((?:Enum "\w+"|\w+) cannot represent [a-z\d -]*?value): [\s\S]*$/, '$1.$2'],
  [/^((?:Enum "\w+"|\w+) cannot represent) [\s\S]*$/, '$1 this value.'],
  [/^(Value is not (?:an? )?[\w -]+): [\s\S]*$/, '$1.'],
  [/^Value "[\s\S]*" does not exist in ("\w+") enum\.$/, 'It is no value of $1.$2'],
  [/^(Expected value of type "[^"]+"), found [\s\S]*$/, '$1.$2'],
  [/^(Expected type "[^"]+")\. [\s\S]*$/, '$1.'],
  [/^(Argument "\w+" has) invalid value [\s\S]*$/, '$1 an invalid value.'],
];
/** Texts of the caller in the place of names. */
const NAMED = /^((?:Field|Unknown operation named) ")([\s\S]*?)("(?: is not defined by type "\w+"\.[\s\S]*|\.))$/;
const NAME = /^\w{1,64}$/;
const TOKEN = /\b(Name|Int|Float|String|BlockString|Comment) "[\s\S]*"/;
const VARIABLE = /^(Variable "\$\w+" got invalid value)[\s\S]*?( at "[\w.[\]]+")?$/;

/**
 * Removes values of the caller from a message of GraphQL. A value may be a password, and clients log responses. Names stay,
 * because they tell what to correct. `reason` is the end of a message about a variable.
 */
export function withoutValues(message: string, reason: string): string {
  if (message.startsWith('Syntax Error: ')) return message.replace(TOKEN, '$1');
  const end = `; ${reason}`;
  if (!message.startsWith('Variable "$') || !message.endsWith(end)) return reworded(message);
  return `${message.slice(0, -end.length).replace(VARIABLE, '$1$2')}; ${reworded(reason)}`;
}

function reworded(message: string): string {
  const named = NAMED.exec(message);
  if (named) return NAME.test(named[2] ?? '') ? message : `${named[1]}…${named[3]}`;
  const { text, suggestion } = apart(message);
  for (const [pattern, words] of WORDINGS) {
    const [, first = ''] = pattern.exec(text) ?? [];
    if (first !== '') return words.replace('$1', () => first).replace('$2', suggestion);
  }
  return message;
}

/** Looks for the suggestion only at the end, because values of the caller may contain texts that look like one. */
function apart(message: string): { readonly text: string; readonly suggestion: string } {
  const at = message.lastIndexOf(' Did you mean ');
  const end = at < 0 ? '' : message.slice(at);
  return SUGGESTION.test(end) ? { text: message.slice(0, at), suggestion: end } : { text: message, suggestion: '' };
}
