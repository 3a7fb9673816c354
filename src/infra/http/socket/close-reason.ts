/** Bytes of a reason in a close frame (RFC 6455, 5.5): with more of them the socket could not be closed so. */
const MAX_BYTES = 123;

/** The reason as a close frame can carry it. Reasons may repeat a text of the client, such as the id of an operation. */
export function closeReason(reason: string): string {
  if (Buffer.byteLength(reason) <= MAX_BYTES) return reason;
  const kept = Buffer.from(reason)
    .subarray(0, MAX_BYTES - 3)
    .toString();
  // A character that was cut in two is left out.
  return `${kept.replace(/�+$/, '')}…`;
}
