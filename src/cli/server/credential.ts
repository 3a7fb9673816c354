let bearer: string | undefined;

/** Sets the token of all further requests. A command talks to one server only. */
export function useToken(token: string | undefined): void {
  bearer = token;
}

/** The header of a request, or the `connection_init` payload of a socket. */
export function credential(): { readonly authorization?: string } {
  return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
}
