import { expect, it } from 'vitest';
import { testApi } from '../support/test-api.ts';

const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { apiKey { id } userErrors { code field } userErrorsOmitted }
}`;

it.each([
  [3, 3, 0],
  // Beside the mistake of each address there is the one that there are more than 50.
  [50, 50, 0],
  [60, 50, 11],
])(
  'a mutation with %i invalid addresses returns %i user errors and the number of the others',
  async (count, shown, omitted) => {
    const api = await testApi();
    const addresses = Array.from({ length: count }, (_, nth) => `nowhere ${nth}`);
    const { data, errors } = await api.execute<{ createApiKey: { userErrors: object[] } }>(CREATE, {
      input: { name: 'nightly', addresses },
    });
    expect(errors).toBeUndefined();
    expect(data?.createApiKey).toMatchObject({ apiKey: null, userErrorsOmitted: omitted });
    expect(data?.createApiKey.userErrors).toEqual(Array(shown).fill({ code: 'INVALID_INPUT', field: ['addresses'] }));
  },
);
