/** Thrown in place of sending, so that a model of the SDK only writes the request. */
export class Composed extends Error {
  readonly url: string;
  readonly init: RequestInit;

  constructor(url: string, init: RequestInit) {
    super('The request is written.');
    this.url = url;
    this.init = init;
  }
}

/** The `fetch` of all models of the SDK. */
export const composeOnly: typeof fetch = (input, init) => {
  return Promise.reject(new Composed(input instanceof Request ? input.url : String(input), init ?? {}));
};
