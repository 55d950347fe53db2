import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { loadConfig } from '../../main/gateway/config/load-config';
import { openRestHouse, type RestHouse } from '../support/rest-house';
import { startBuilt } from '../support/run-built';
import { runCli } from '../support/run-cli';

const OVER_API = 60;
const AT_COMMAND_LINE = 36;
const IN_PROCESSES = 4;

let house: RestHouse;
afterEach(() => house.stop());

it('a hundred writers at once, over the API and the command line, lose nothing; the file is valid all the time', async () => {
  house = await openRestHouse();
  const { directory } = house;
  const path = join(directory, 'config.json');
  const address = (who: string, index: number): string => `${who}-${index}@example.com`;
  const each = <T>(count: number, work: (index: number) => Promise<T>) =>
    Array.from({ length: count }, (_, index) => work(index));

  let isDone = false;
  const reading = (async () => {
    let readings = 0;
    for (; !isDone; readings += 1) await loadConfig(path);
    return readings;
  })();
  await Promise.all([
    ...each(OVER_API, (index) => house.ask('POST /users', [], { email: address('api', index) })),
    ...each(AT_COMMAND_LINE, async (index) => {
      const { code, stderr } = await runCli(directory, ['user', 'create', '--email', address('cli', index)]);
      expect(code, stderr).toBe(0);
    }),
    ...each(IN_PROCESSES, async (index) => {
      const env = { SECURE_MCP_GATEWAY_HOME: directory };
      const { code, stderr } = await (
        await startBuilt(['user', 'create', '--email', address('own', index)], env)
      ).ended;
      expect(code, stderr).toBe(0);
    }),
  ]);
  isDone = true;
  expect(await reading).toBeGreaterThan(0);

  const { config } = await loadConfig(path);
  const emails = Object.values(config.users).flatMap(({ email }) => email ?? []);
  for (const [who, count] of [
    ['api', OVER_API],
    ['cli', AT_COMMAND_LINE],
    ['own', IN_PROCESSES],
  ] as const) {
    expect(emails.filter((email) => email.startsWith(`${who}-`))).toHaveLength(count);
  }
}, 120_000);
