/** One error in the form of GraphQL errors, which every route returns. `field` is the path of the input it concerns. */
export function errorBody(message: string, code: string, field?: readonly string[]) {
  return { errors: [restError(message, code, field)] };
}

export function restError(message: string, code: string, field?: readonly string[]) {
  return { message, extensions: field === undefined ? { code } : { code, field } };
}
