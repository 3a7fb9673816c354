/** What every mutation says of its `idempotencyKey`. */
export const IDEMPOTENCY_KEY =
  'Makes the request safe to repeat: for 24 hours the same key with the same input answers the first result and does nothing.';
