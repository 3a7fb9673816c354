import type { FailureFacts } from './failure-facts.ts';
import type { FailureKind } from './failure-kinds.ts';

/** Words that identify a failure. Providers use different statuses for it, or none inside a stream. */
const NO_CREDIT =
  /insufficient[_ ](quota|credits|balance|funds)|credit balance is too low|reached your specified api usage limits|(run|ran) out of credits|used all available credits|doesn't have any credits|requires more credits|billing_(error|hard_limit)|credits are depleted|payment[_ ]required|arrearage|balance is not enough|not enough (balance|credits?)|exceeded_current_quota_error/i;
const CONTEXT =
  /context_length_exceeded|exceed_context_size|maximum (context|prompt) length|context (length|window|limit)|available context size|(prompt|input|request) is too (long|large)|input token count|too large for model|string_above_max_length|request_too_large|tokens must be at least \d+, got -|tokens in the (prompt|input) exceed|reduce the length of the (messages|prompt|input)|`?inputs`? (tokens \+|must have less than)|(range of|maximum) input length|longer than the (model's )?(context|maximum)/i;
const KEY_REFUSED =
  /api_key_invalid|(invalid|incorrect)[_ ]api[_ ]key|api key (not|is not|is in)|authentication_error|no auth credentials|invalid x-api-key/i;
const MODEL_UNKNOWN =
  /model_not_found|invalid_model|invalid model|not a valid model|model:? ?\S* ?(not found|does not exist|is not found)|models?\/\S+ is not found|the model .{0,80}(does not exist|not found)|not_found_error.{0,40}model|no endpoints found|decommissioned|no models? (is )?loaded|model.{0,80}has been (deprecated|retired|removed)/i;
const CONTENT =
  /content[_ ](filter|policy|management)|moderation|flagged|prohibited_content|\bsafety\b|usage (policy|policies|guidelines)|invalid_prompt|guardrail|violat|data_inspection_failed|inappropriate content/i;
const RATE_LIMIT =
  /rate[_ -]?limit|too[_ -]?many[_ -]?(requests|tokens|calls|concurrent)|resource_?exhausted|throttl|quota|slow down|concurrency limit/i;
const OVERLOADED =
  /overload|unavailable|at capacity|capacity exceeded|server[_ ]error|internal|disconnect|\bbusy\b|bad gateway|upstream|temporarily|connection (refused|reset|error)|out of memory/i;
const TIMED_OUT = /time[d_ -]*out|deadline_exceeded/i;
const FORM_REFUSED = /response_format|json_schema|response_?json_?schema|output_config|output_format|text\.format/i;
/** In a request that was not understood they have other meanings. */
const NOT_ALLOWED =
  /\bun(authori[sz]ed|authenticated)\b|authentication (error|fail)|(access|permission) denied|\bforbidden\b|(invalid|no|missing) (subscription|access|auth\w*|bearer|api) (key|token)/i;
/** The model did not keep the form of the answer, and the server checks it. Its answer may follow, with any words. */
export const FORM_MISSED = /json_validate_failed|failed to generate json|generated json does not match/i;
/** OpenRouter accepts new calls as soon as those in flight end. */
const PASSING_SHORTAGE = /openrouter_in_flight_budget/;

/** Failures behind a gateway, and calls that came too early or were given up by it. */
const PASSING = [424, 425, 498, 499];

/** What answers speaks no HTTP, or no TLS. */
const OTHER_PROTOCOL = /^(HPE_|EPROTO$|ERR_SSL_)/;

const NETWORK_TIMEOUTS = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'];

/** The kind of a failure, first by the words of the provider, then by the status. */
export function classify(facts: FailureFacts, hasStarted: boolean): FailureKind {
  const { networkCode, status, isHtml, body } = facts;
  if (networkCode !== null && NETWORK_TIMEOUTS.includes(networkCode))
    return hasStarted ? 'PROVIDER_TIMEOUT' : 'UNREACHABLE';
  if (networkCode !== null && OTHER_PROTOCOL.test(networkCode) && status === null) return 'NOT_AN_API';
  // A connection that breaks within an answer still has the status 200.
  if (networkCode !== null) return hasStarted || status !== null ? 'CUT' : 'UNREACHABLE';
  if (isHtml) return byStatus(status) ?? 'NOT_AN_API';
  if (FORM_MISSED.test(body)) return 'FORM_REFUSED';
  return byStrongWords(body, status) ?? byStatusAndWords(facts) ?? byWords(facts) ?? unknownKind(facts, hasStarted);
}

/** Words with one meaning in any context. A server error of a provider has no other reliable words. */
function byStrongWords(body: string, status: number | null): FailureKind | null {
  if (PASSING_SHORTAGE.test(body)) return 'RATE_LIMIT';
  if (NO_CREDIT.test(body)) return 'NO_CREDIT';
  if (status === 429) return null;
  if (CONTEXT.test(body)) return 'CONTEXT';
  if (status !== null && status >= 500) return null;
  if (KEY_REFUSED.test(body)) return 'KEY_REFUSED';
  return MODEL_UNKNOWN.test(body) ? 'MODEL_UNKNOWN' : null;
}

function byStatusAndWords({ status, body }: FailureFacts): FailureKind | null {
  if (status === 403 && CONTENT.test(body)) return 'CONTENT';
  if (status === 404 || status === 410) return /model/i.test(body) ? 'MODEL_UNKNOWN' : 'NOT_AN_API';
  return status === 403 ? 'KEY_REFUSED' : byStatus(status);
}

function byStatus(status: number | null): FailureKind | null {
  if (status === 401) return 'KEY_REFUSED';
  if (status === 402) return 'NO_CREDIT';
  if (status === 408) return 'PROVIDER_TIMEOUT';
  if (status === 413) return 'CONTEXT';
  if (status === 429) return 'RATE_LIMIT';
  if (status !== null && (status >= 500 || PASSING.includes(status))) return 'OVERLOADED';
  return status !== null && status >= 300 && status < 400 ? 'NOT_AN_API' : null;
}

function byWords({ body, status }: FailureFacts): FailureKind | null {
  if (FORM_REFUSED.test(body)) return 'FORM_REFUSED';
  if (CONTENT.test(body)) return 'CONTENT';
  if (RATE_LIMIT.test(body)) return 'RATE_LIMIT';
  if (TIMED_OUT.test(body)) return 'PROVIDER_TIMEOUT';
  if (status === 400 || status === 422) return null;
  if (NOT_ALLOWED.test(body)) return 'KEY_REFUSED';
  return OVERLOADED.test(body) ? 'OVERLOADED' : null;
}

function unknownKind({ status, body }: FailureFacts, hasStarted: boolean): FailureKind {
  if (hasStarted) return 'CUT';
  if (status !== null && status >= 400) return 'REQUEST_REFUSED';
  return /"(error|message)"/.test(body) ? 'OVERLOADED' : 'UNREADABLE';
}
