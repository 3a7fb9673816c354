/** A mistake in the form of GraphQL errors, which every route answers. */
export function errorBody(message: string, code: string) {
  return { errors: [{ message, extensions: { code } }] };
}
