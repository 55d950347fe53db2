import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { type Abilities, connectAskable } from './askable-client';
import type { Feature } from './everything-features';
import { masked } from './masked';

/** What a client could see of each feature; `{ failed }` where it did not work. */
export type Observations = Readonly<Record<string, unknown>>;

/** Uses these features one after the other, as one client. */
export async function observe(
  transport: Transport,
  features: Readonly<Record<string, Feature>>,
  able?: Abilities,
): Promise<Observations> {
  const client = await connectAskable(transport, able);
  const seen: Record<string, unknown> = {};
  for (const [name, feature] of Object.entries(features)) {
    seen[name] = masked(await feature(client).catch((failure: unknown) => ({ failed: String(failure) })));
  }
  await client.sdk.close();
  return seen;
}
