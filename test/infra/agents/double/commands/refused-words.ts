/** A refusal of a part of the request, in the words of a server that is used. */
export interface RefusedWords {
  readonly who: string;
  /** Where it was reported. */
  readonly source: string;
  readonly status: number;
  /** The body as that server sends it; text stands for the message in the body of the protocol. */
  readonly body: unknown;
}

/** The wish to be told the usage. */
export const USAGE_REFUSED: readonly RefusedWords[] = [
  {
    who: 'Mistral',
    source: 'github.com/openai/openai-agents-python/issues/442',
    status: 422,
    body: {
      object: 'error',
      message: {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'stream_options', 'include_usage'],
            msg: 'Extra inputs are not permitted',
            input: true,
          },
        ],
      },
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
  },
  {
    who: 'Groq',
    source: 'github.com/vercel/ai/pull/1578',
    status: 400,
    body: {
      error: {
        message: "property 'stream_options' is unsupported, did you mean 'stream'?",
        type: 'invalid_request_error',
      },
    },
  },
  {
    who: 'a strict server',
    source: 'a common wording',
    status: 400,
    body: 'Unrecognized request argument supplied: stream_options',
  },
  {
    who: 'a parser',
    source: 'a common wording',
    status: 422,
    body: {
      detail: [{ loc: ['body', 'stream_options'], msg: 'extra fields not permitted', type: 'value_error.extra' }],
    },
  },
];

/** The limit of the tokens, under its older name. */
export const LIMIT_REFUSED: readonly RefusedWords[] = [
  {
    who: 'OpenAI',
    source: 'github.com/teilomillet/gollm/issues/33',
    status: 400,
    body: {
      error: {
        message:
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        type: 'invalid_request_error',
        param: 'max_tokens',
        code: 'unsupported_parameter',
      },
    },
  },
  {
    who: 'a proxy',
    source: 'github.com/caozhiyuan/copilot-api/issues/164',
    status: 400,
    body: {
      error: {
        message:
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        code: 'invalid_request_body',
      },
    },
  },
  {
    who: 'a parser',
    source: 'a common wording',
    status: 422,
    body: {
      detail: [
        { type: 'extra_forbidden', loc: ['body', 'max_tokens'], msg: 'Extra inputs are not permitted', input: 1000 },
      ],
    },
  },
];

/** The message with the role of the system. */
export const SYSTEM_REFUSED: readonly RefusedWords[] = [
  {
    who: 'vLLM',
    source: 'github.com/vllm-project/vllm/pull/2964',
    status: 400,
    body: { object: 'error', message: 'System role not supported', type: 'BadRequestError', param: null, code: 400 },
  },
  {
    who: 'SGLang',
    source: 'github.com/sgl-project/sglang/issues/1342',
    status: 400,
    body: 'jinja2.exceptions.TemplateError: System role not supported',
  },
  {
    who: 'OpenAI',
    source: 'community.openai.com/t/o1-models-do-not-support-system-role',
    status: 400,
    body: {
      error: {
        message: "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
        type: 'invalid_request_error',
        param: 'messages[0].role',
        code: 'unsupported_value',
      },
    },
  },
  {
    who: 'Gemini',
    source: 'github.com/0xPlaygrounds/rig/issues/788',
    status: 400,
    body: {
      error: {
        code: 400,
        message: 'Developer instruction is not enabled for models/gemma-3-27b-it',
        status: 'INVALID_ARGUMENT',
      },
    },
  },
  {
    who: 'llama.cpp, as a failure of its template',
    source: 'github.com/sipeed/picoclaw/issues/207',
    status: 500,
    body: {
      error: {
        code: 500,
        message:
          '\n------------\nWhile executing CallExpression at line 19, column 27 in source:\n...% 2 == 0) -%}↵ {{ raise_exception("Conversation roles must alternate user...\nError: Jinja Exception: Conversation roles must alternate user/assistant/user/assistant/...',
        type: 'server_error',
      },
    },
  },
  {
    who: 'llama.cpp, of the roles',
    source: 'github.com/anomalyco/opencode/issues/5034',
    status: 500,
    body: {
      error: {
        code: 500,
        message: 'Jinja Exception: Only user, assistant and tool roles are supported, got system.',
        type: 'server_error',
      },
    },
  },
  {
    who: 'LM Studio',
    source: 'a common wording',
    status: 400,
    body: { error: 'Error rendering prompt with jinja template: "Only user and assistant roles are supported!".' },
  },
  { who: 'a template', source: 'a common wording', status: 400, body: 'Only user and assistant roles are supported!' },
];

/** Failures that stay, with every form of the request. */
export const OTHERS_REFUSED: readonly (readonly [string, number, unknown])[] = [
  [
    'the temperature',
    400,
    "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
  ],
  ['the model', 400, 'Unsupported model.'],
  ['a message without text', 400, "Invalid 'messages[1].content': text content blocks must be non-empty."],
  ['the request', 422, 'Input validation error.'],
];

/** Failures of a server that has words for the form of an answer. They may pass, so the form is asked for again. */
export const FAILED_BESIDE_FORM: readonly (readonly [string, number, string])[] = [
  ['a database', 500, 'ERROR: relation "usage" does not exist in schema "public"'],
  ['a proxy', 502, 'response_format could not be forwarded: not supported by the upstream that is down'],
  ['a template of mails', 500, 'Template error: the user system is not available'],
  ['an overload', 503, 'Structured output is not available at the moment.'],
];
