import { adminTokenOf } from './admin-token';
import type { TestHouse } from './test-house';

/** Another address that lets one browser in. */
export async function consoleLinkOf({ house, directory }: TestHouse): Promise<string> {
  const answer = await fetch(`${house.addresses.admin}/api/v1/console/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminTokenOf(directory)}` },
  });
  const { data } = (await answer.json()) as { readonly data: { readonly url: string } };
  return data.url;
}
