import { adminTokenOf } from './admin-token';

/** The part of a gateway that a browser has to do with, wherever it runs. */
export interface ConsoleHome {
  readonly house: { readonly addresses: { readonly admin: string } };
  readonly directory: string;
}

/** Another address that lets one browser in. */
export async function consoleLinkOf({ house, directory }: ConsoleHome): Promise<string> {
  const answer = await fetch(`${house.addresses.admin}/api/v1/console/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminTokenOf(directory)}` },
  });
  const { data } = (await answer.json()) as { readonly data: { readonly url: string } };
  return data.url;
}
