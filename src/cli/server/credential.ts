let bearer: string | undefined;

/** What this command shows to the server from now on. A command speaks to one server only. */
export function useToken(token: string | undefined): void {
  bearer = token;
}

/** As a header of a request, or as the greeting on a socket. */
export function credential(): { readonly authorization?: string } {
  return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
}
