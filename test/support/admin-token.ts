import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The admin token of the gateway that runs with this data directory, as commands of the same user find it. */
export function adminTokenOf(dataDirectory: string): string {
  const facts = JSON.parse(readFileSync(join(dataDirectory, 'run/gateway.json'), 'utf8')) as {
    readonly adminToken: string;
  };
  return facts.adminToken;
}
