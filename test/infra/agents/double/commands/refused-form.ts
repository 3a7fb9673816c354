import type { RefusedWords } from './refused-words.ts';

/** The form of the answer. */
export const FORM_REFUSED: readonly RefusedWords[] = [
  {
    who: 'Azure',
    source: 'github.com/langchain-ai/langchain/issues/31490',
    status: 400,
    body: "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. Learn more about supported models at the Structured Outputs guide: https://platform.openai.com/docs/guides/structured-outputs",
  },
  {
    who: 'Azure, of an older version',
    source: 'github.com/BerriAI/litellm/issues/5295',
    status: 400,
    body: "Invalid parameter: 'response_format' must be one of 'json_object', 'text'.",
  },
  {
    who: 'DeepSeek',
    source: 'github.com/ItzCrazyKns/Vane/issues/969',
    status: 400,
    body: 'This response_format type is unavailable now',
  },
  {
    who: 'DeepSeek, by its parser',
    source: 'github.com/langgenius/dify/issues/12868',
    status: 422,
    body: 'Failed to deserialize the JSON body into the target type: response_format.type: invalid type: map, expected variant identifier at line 1 column 132',
  },
  {
    who: 'LM Studio',
    source: 'github.com/lmstudio-ai/lmstudio-bug-tracker/issues/189',
    status: 400,
    body: { error: "'response_format.type' must be 'json_object' or 'text'" },
  },
  {
    who: 'llama.cpp',
    source: 'github.com/ggml-org/llama.cpp/issues/24144',
    status: 400,
    body: 'Failed to parse grammar',
  },
  {
    who: 'llama.cpp, at its samplers',
    source: 'github.com/ggml-org/llama.cpp/issues/25895',
    status: 400,
    body: 'Failed to initialize samplers: failed to parse grammar',
  },
  {
    who: 'vLLM',
    source: 'github.com/vllm-project/vllm/issues/26421',
    status: 400,
    body: {
      object: 'error',
      message: 'The provided JSON schema contains features not supported by xgrammar.',
      type: 'BadRequestError',
      param: null,
      code: 400,
    },
  },
  {
    who: 'vLLM, without its library',
    source: 'docs.vllm.ai/en/latest/features/structured_outputs.html',
    status: 400,
    body: 'Guided decoding is not supported with this engine. Remove guided_json from the request.',
  },
  {
    who: 'Ollama, of the schema',
    source: 'github.com/ollama/ollama/issues/10805',
    status: 400,
    body: {
      error: { message: 'invalid JSON schema in format', type: 'invalid_request_error', param: null, code: null },
    },
  },
  {
    who: 'Groq',
    source: 'console.groq.com/docs/structured-outputs',
    status: 400,
    body: {
      error: {
        message:
          'This model does not support response format `json_schema`. See supported models at https://console.groq.com/docs/structured-outputs#supported-models',
        type: 'invalid_request_error',
      },
    },
  },
  {
    who: 'Groq, of a keyword',
    source: 'github.com/i-am-bee/beeai-framework/issues/1215',
    status: 400,
    body: {
      error: {
        message: 'invalid schema for response format: response_format/json_schema/next_step: minItems is not supported',
        type: 'invalid_request_error',
      },
    },
  },
  {
    who: 'Groq, of streams',
    source: 'github.com/langchain-ai/langchain/issues/23629',
    status: 400,
    body: { error: { message: 'response_format` does not support streaming', type: 'invalid_request_error' } },
  },
  {
    who: 'xAI',
    source: 'github.com/BerriAI/litellm/issues/6610',
    status: 400,
    body: {
      code: 'Client specified an invalid argument',
      error: 'The response_format parameter is unsupported at the moment. Leave it unset.',
    },
  },
  {
    who: 'xAI, of the model',
    source: 'github.com/spiceai/spiceai/pull/4113',
    status: 400,
    body: {
      code: 'Client specified an invalid argument',
      error: 'The model does not support formatted output but some have been specified in the request.',
    },
  },
  {
    who: 'Gemini',
    source: 'github.com/google-gemini/deprecated-generative-ai-python/issues/137',
    status: 400,
    body: {
      error: { code: 400, message: 'Json mode is not enabled for models/gemini-pro', status: 'INVALID_ARGUMENT' },
    },
  },
  {
    who: 'Gemini, of the field',
    source: 'github.com/fishjar/kiss-translator/issues/256',
    status: 400,
    body: {
      error: {
        code: 400,
        message:
          'Invalid JSON payload received. Unknown name "responseJsonSchema" at \'generation_config\': Cannot find field.',
        status: 'INVALID_ARGUMENT',
      },
    },
  },
  {
    who: 'Vertex',
    source: 'github.com/anthropics/anthropic-sdk-csharp/issues/132',
    status: 400,
    body: {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'output_config: Extra inputs are not permitted' },
    },
  },
  {
    who: 'Anthropic',
    source: 'docs.claude.com/en/docs/build-with-claude/structured-outputs',
    status: 400,
    body: {
      type: 'error',
      error: { type: 'invalid_request_error', message: "'claude-3-haiku' does not support structured outputs." },
    },
  },
  {
    who: 'Anthropic, of a large schema',
    source: 'github.com/openstory-so/openstory/issues/1302',
    status: 400,
    body: {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'The compiled grammar is too large, which would cause performance issues. Simplify your schema.',
      },
    },
  },
  {
    who: 'OpenRouter',
    source: 'github.com/openstory-so/openstory/issues/1302',
    status: 404,
    body: {
      error: {
        message:
          'No endpoints found that can handle the requested parameters. To learn more about provider routing, visit: https://openrouter.ai/docs/guides/routing/provider-selection',
        code: 404,
      },
    },
  },
  {
    who: 'OpenRouter, for a maker',
    source: 'openrouter.ai/docs/api/reference/errors-and-debugging',
    status: 400,
    body: {
      error: {
        message: 'Provider returned error',
        code: 400,
        metadata: { raw: '{"error":{"message":"json_schema is not supported"}}', provider_name: 'A maker' },
      },
    },
  },
  {
    who: 'Mistral, by its parser',
    source: 'github.com/openai/openai-agents-python/issues/442',
    status: 422,
    body: {
      object: 'error',
      message: {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'response_format', 'json_schema'],
            msg: 'Extra inputs are not permitted',
            input: {},
          },
        ],
      },
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
  },
  {
    who: 'a server without the feature',
    source: 'github.com/huggingface/text-generation-inference/issues/2959',
    status: 501,
    body: { error: 'Structured outputs are not implemented.', error_type: 'not_implemented' },
  },
  {
    who: 'a library for grammars',
    source: 'github.com/huggingface/text-generation-inference/pull/1587',
    status: 422,
    body: { error: 'Input validation error: Grammar error: unsupported schema', error_type: 'validation' },
  },
  {
    who: 'Cerebras',
    source: 'github.com/musistudio/claude-code-router/issues/708',
    status: 400,
    body: {
      message: "Unsupported JSON schema fields: {'minItems', 'items'}",
      type: 'invalid_request_error',
      param: 'response_format',
      code: 'wrong_api_format',
    },
  },
  {
    who: 'Fireworks',
    source: 'github.com/earendil-works/pi/issues/5352',
    status: 400,
    body: {
      error: {
        type: 'invalid_request_error',
        message: "JSON Schema not supported: could not understand the instance `{'required': ['criteria']}`.",
      },
      type: 'error',
    },
  },
  {
    who: 'llama.cpp, as a failure of the server',
    source: 'github.com/ggml-org/llama.cpp/issues/25895',
    status: 500,
    body: 'Failed to initialize samplers: failed to parse grammar',
  },
  {
    who: 'Ollama',
    source: 'github.com/ollama/ollama/issues/12422',
    status: 500,
    body: 'failed to load model vocabulary required for format',
  },
];
