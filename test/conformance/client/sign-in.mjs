import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;
/** The gateway says long before when it asks no more. */
const MOST_SIGN_INS = 8;

/** The gateway's admin API, as its own command line uses it. */
async function openAdmin({ dataDirectory, admin }) {
  const { adminToken } = JSON.parse(await readSoon(join(dataDirectory, 'run', 'gateway.json')));
  return async (method, path, body) => {
    const answer = await fetch(`${admin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { data, error } = await answer.json();
    if (answer.ok) return data;
    throw new Error(error.message);
  };
}

/** The file comes a moment after the gateway first answers. */
async function readSoon(path, tries = 50) {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    if (failure.code !== 'ENOENT' || tries === 0) throw failure;
    await sleep(LOOK_EVERY_MS);
    return readSoon(path, tries - 1);
  }
}

/** Does what a person does: opens the address, and is brought back to the gateway. */
async function signIn(call, server) {
  const begun = await call('POST', '/oauth/sign-ins', { server });
  if (begun.kind === 'none') return;
  const page = await fetch(begun.url);
  await page.text();
  for (;;) {
    const { state, problem } = await call('GET', `/oauth/sign-ins/${begun.id}`);
    if (state === 'connected') return;
    if (state === 'failed') throw new Error(problem);
    await sleep(LOOK_EVERY_MS);
  }
}

/** What the gateway shows to people: whether somebody must act before calls can go on. */
async function isSomebodyNeeded(call, server) {
  const tokens = await call('GET', '/oauth/tokens');
  const token = tokens.find((one) => one.server === server);
  return token?.status === 'sign-in-needed' || token?.wantedScopes !== undefined;
}

/** Does something, and signs in each time that the gateway says that somebody must. */
export function createPerson(gateway, server) {
  return async (work) => {
    const call = await openAdmin(gateway);
    for (let signIns = 0; ; signIns++) {
      let outcome;
      try {
        const result = await work();
        if (result?.isError !== true) return result;
        outcome = () => result;
      } catch (failure) {
        outcome = () => {
          throw failure;
        };
      }
      if (signIns === MOST_SIGN_INS || !(await isSomebodyNeeded(call, server))) return outcome();
      await signIn(call, server);
    }
  };
}
