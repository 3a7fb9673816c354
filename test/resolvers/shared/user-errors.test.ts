import { expect, it } from 'vitest';
import { testApi } from '../support/test-api.ts';

const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { apiKey { id } userErrors { code field message } userErrorsOmitted }
}`;

interface Created {
  readonly createApiKey: { readonly userErrors: readonly { readonly field: string[]; readonly message: string }[] };
}

it.each([
  // The name is a mistake too.
  [2, 3, 0],
  [49, 50, 0],
  [50, 50, 2],
])(
  'a mutation with %i invalid addresses returns %i user errors, of which the 50th says how many are left out',
  async (count, shown, omitted) => {
    const api = await testApi();
    const addresses = Array.from({ length: count }, (_, nth) => `nowhere ${nth}`);
    const { data, errors } = await api.execute<Created>(CREATE, { input: { name: '', addresses } });
    expect(errors).toBeUndefined();
    expect(data?.createApiKey).toMatchObject({ apiKey: null, userErrorsOmitted: omitted });
    const { userErrors = [] } = data?.createApiKey ?? {};
    expect(userErrors).toHaveLength(shown);
    expect(userErrors.at(-1)).toMatchObject(
      omitted > 0
        ? { field: [], message: `There are ${omitted} more mistakes. Correct these first.` }
        : { field: ['addresses'] },
    );
  },
);

it('a mutation with a list that is too long returns one user error', async () => {
  const api = await testApi();
  const { data } = await api.execute<Created>(CREATE, { input: { name: '', addresses: Array(4_000).fill('nowhere') } });
  expect(data?.createApiKey.userErrors).toEqual([
    { code: 'INVALID_INPUT', field: ['addresses'], message: 'addresses: give at most 50 instead of 4000.' },
  ]);
});
