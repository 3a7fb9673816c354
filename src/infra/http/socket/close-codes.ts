/** What a client developer needs to know of a close code. */
export interface CloseCode {
  readonly code: number;
  readonly why: string;
  readonly whatToDo: string;
}

const FIX = 'fix the client';
const RECONNECT = 'connect again, with your cursor';

/**
 * Every code with which the server closes a WebSocket. Those of graphql-transport-ws (4400, 4401 before the
 * acknowledgement, 4408, 4409, 4429 for a second greeting) and of RFC 6455 (1002, 1007, 1008, 1009) are sent by graphql-ws and ws.
 */
export const CLOSE_CODES = {
  GOING_AWAY: { code: 1001, why: 'the server shuts down', whatToDo: RECONNECT },
  PROTOCOL_ERROR: { code: 1002, why: 'a frame that WebSocket does not have', whatToDo: FIX },
  INVALID_TEXT: { code: 1007, why: 'a text that is not UTF-8', whatToDo: FIX },
  TOO_MANY_FRAMES: { code: 1008, why: 'a message in more than 16,384 frames', whatToDo: FIX },
  MESSAGE_TOO_BIG: {
    code: 1009,
    why: 'a message was longer than `ARAGORA_WS_MAX_MESSAGE_SIZE`',
    whatToDo: 'send less',
  },
  UNAVAILABLE: {
    code: 1013,
    why: 'the server could not check your credential in time, because its database is away',
    whatToDo: 'wait some seconds, then connect again, with your cursor',
  },
  INVALID_MESSAGE: { code: 4400, why: 'a message that the protocol does not have', whatToDo: FIX },
  UNAUTHENTICATED: {
    code: 4401,
    why: 'your credential is not valid, or not any more; or you subscribed before `connection_ack`',
    whatToDo: 'sign in, connect again, with your cursor',
  },
  PERMISSIONS_CHANGED: { code: 4403, why: 'your permissions have changed', whatToDo: RECONNECT },
  UNACCEPTABLE_PROTOCOL: { code: 4406, why: 'the subprotocol is another', whatToDo: 'ask for `graphql-transport-ws`' },
  GREETING_TIMEOUT: { code: 4408, why: 'no `connection_init` within 3 seconds', whatToDo: 'send it at once' },
  ID_IN_USE: { code: 4409, why: 'an operation id that is in use', whatToDo: FIX },
  TOO_SLOW: {
    code: 4410,
    why: 'you did not read for 20 seconds (`ARAGORA_SLOW_READER_SECONDS`)',
    whatToDo:
      'connect again, each subscription with its own cursor; the reason ends with the cursor of one that waited',
  },
  TOO_MANY_MESSAGES: { code: 4429, why: 'a second `connection_init`, or a flood of messages', whatToDo: FIX },
  INTERNAL_ERROR: { code: 4500, why: 'a defect of the server; its log says more', whatToDo: RECONNECT },
} as const satisfies Readonly<Record<string, CloseCode>>;
