import type { Credential } from '../../domain/access/actor.ts';
import { wordsOf } from '../shared/words-enum.ts';

export const CredentialKindEnum = wordsOf<Credential>('CredentialKind', 'How a caller proved its identity.', {
  SESSION: 'An access token of a session, from `signIn`, `refreshSession`, `impersonate` or a sign-in link.',
  API_KEY: 'An API key of a user, from `createApiKey`.',
  API_TOKEN: 'The API token of the server, which is set in its configuration.',
  LOCAL: 'A token of the machine of the server, such as the CLI uses.',
  SERVICE: 'A service that proved its identity and acts for a user.',
  NONE: 'No credential: the caller had not signed in.',
});
