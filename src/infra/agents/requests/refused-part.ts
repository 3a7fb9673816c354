import type { ModelCall } from '../../../domain/agents/language-model.ts';
import { classify, FORM_MISSED } from '../classify.ts';
import type { FailureFacts } from '../failure-facts.ts';
import type { FailureKind } from '../failure-kinds.ts';
import type { ComposedRequest } from './compose-request.ts';

/** A part of a request that a model can refuse: the form of the answer, the system role, or a key of the body. */
export type Part = 'FORM' | 'SYSTEM' | (string & {});

/**
 * Statuses with which servers refuse a part of a request; null within a response that began as a success. Other statuses say
 * nothing about the request, but 500 with plain words for the form: so Ollama refuses it.
 */
const STATUSES: readonly (number | null)[] = [null, 200, 400, 404, 405, 406, 415, 422, 501];
/** Failures of which no part of the request is the cause. */
const OTHER_CAUSES: readonly FailureKind[] = ['NO_CREDIT', 'CONTEXT', 'KEY_REFUSED', 'RATE_LIMIT', 'PROVIDER_TIMEOUT'];

/** Words for the form of an answer, alone or beside a complaint. */
const FORM =
  /response[_ ]?format|json[_ ]?schema|response_?schema|structured[ _-]?(outputs?|generation|decoding)|guided[ _-]?(decoding|json|grammar|generation)|output_(config|format)|text\.format|(xgrammar|gbnf)|(pars|compil|initiali[sz])\w* (the )?(json )?grammar|json[ _-]?(mode|object|outputs?|format|responses?)\b|outlines|response_?mime_?type|(constrained|controlled)[ _-](decoding|generation|output|sampling)|output[ _-]schema|formatted output|required for format|(required|support\w*) .{0,20}\bformat\b|\bformat is not|(schema|grammar).{0,20}\bformat\b|no endpoints found that (can handle|support)/i;
const FORM_BESIDE_COMPLAINT = /schema|grammar/i;
const COMPLAINT =
  /support|fail|invalid|error|pars|compil|enabled|available|allowed|accept|un(known|recogni|expected|able)|reject|cannot|disabled/i;

const SYSTEM =
  /\b(system|developer)[`'" _-]{0,3}(role|message|prompt|instruction)s?\b|\broles?\b.{0,80}["'`](system|developer)["'`]|systemInstruction|roles must alternate|only .{0,12}user.{0,24}(assistant|model)\b|\broles?\b.{0,60}\bgot:? ["'`]?(system|developer)|must (start|begin) with (a |the )?["'`]?user|first message must|(should|must) be (one of )?["'`]user\b.{0,8}(assistant|model)\b|\b(unexpected|unknown|invalid) role\b.{0,8}(system|developer)|["'`]?(system|developer)["'`]? is not one of/i;
const TEMPLATE = /jinja|template|raise_exception|roles must alternate/i;
/** Words with which a server says that it does not know a part at all. A wrong value has other words. */
const UNSUPPORTED =
  /unsupported|not (yet |currently )?support|n['o]t support|no support|only support|(only|must|should be).{0,40}(user|assistant|alternate)|is not one of|may not be|must be verified|not (allowed|permitted|accepted|available|enabled|recogni[sz]ed|implemented|valid)|un(known|recogni[sz]ed|expected)|extra (input|field)|additional propert|no such (param|field|argument)|invalid (role|param|argument|field|key|option|propert)|deprecated|use ['"`]?max_/i;

/** Words of models that do not stream, or not for this account. */
const STREAM = /to stream this model|\bstreaming is not|support streaming|\bstream is not/i;
/** Words for the tool by which a model without forms is asked for one. */
const TOOLS = /\btools?\b|tool_choice|function call/i;
/** What a function of Python says, as a failure of the server, about a field that it does not know. */
const NOT_TAKEN = /unexpected keyword argument/i;

/** Keys without which there is no request. */
const ESSENTIAL = ['model', 'messages', 'input', 'contents'];

/** The part of the request that its refusal names, if the call can do without it and it was part of the request. */
export function refusedPart(
  facts: FailureFacts,
  {
    call,
    request,
    refused,
  }: { readonly call: ModelCall; readonly request: ComposedRequest; readonly refused: ReadonlySet<Part> },
): Part | null {
  const { status, body: words, networkCode } = facts;
  if (networkCode !== null || words === '') return null;
  if (status === 500) {
    if (NOT_TAKEN.test(words)) return unless(refused, keyNamed(words, request));
    if (call.schema !== null && !refused.has('FORM') && FORM.test(words)) return 'FORM';
    // A failing template of llama.cpp is a failure of the server.
    const isTemplate = TEMPLATE.test(words) && SYSTEM.test(words) && UNSUPPORTED.test(words);
    return isTemplate && call.system !== '' && !refused.has('SYSTEM') ? 'SYSTEM' : null;
  }
  if (!STATUSES.includes(status)) return null;
  if (OTHER_CAUSES.includes(classify(facts, false))) return null;
  const isUnsupported = UNSUPPORTED.test(words);
  const key = isUnsupported ? keyNamed(words, request) : null;
  const isTool = isUnsupported && 'tools' in request.body && TOOLS.test(words);
  if (call.schema !== null && !refused.has('FORM') && (isTool || isForm(words))) return 'FORM';
  if (unless(refused, key) !== null) return key;
  const isSystem = isUnsupported && SYSTEM.test(words);
  return isSystem && call.system !== '' && !refused.has('SYSTEM') ? 'SYSTEM' : null;
}

function unless(refused: ReadonlySet<Part>, key: string | null): string | null {
  return key === null || refused.has(key) ? null : key;
}

function isForm(words: string): boolean {
  // The model failed to keep the form, which it may keep the next time.
  if (FORM_MISSED.test(words)) return false;
  return FORM.test(words) || (FORM_BESIDE_COMPLAINT.test(words) && COMPLAINT.test(words));
}

/** The key of the body that comes first in the words. A key that is a word of English counts in quotes only. */
function keyNamed(words: string, { url, body }: ComposedRequest): string | null {
  if (STREAM.test(words) && 'stream' in body) return 'stream';
  // Anthropic requires its limit of tokens.
  const essential = url.endsWith('/messages') ? [...ESSENTIAL, 'max_tokens'] : ESSENTIAL;
  const places = Object.keys(body)
    .filter((key) => !essential.includes(key))
    .map((key) => ({
      key,
      place: words.search(patternOf(key)),
    }));
  return places.filter(({ place }) => place >= 0).toSorted((one, other) => one.place - other.place)[0]?.key ?? null;
}

/** Some servers write `MaxTokens`. */
function patternOf(key: string): RegExp {
  if (key.includes('_')) return new RegExp(`\\b${key.replaceAll('_', '_?')}\\b`, 'i');
  return new RegExp(`["'\`]${key}["'\`]|(parameter|argument|field):? ${key}\\b`);
}
