import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builtFile } from '../support/built-file';
import { keyringSession, missingKeyringTools } from '../support/keyring-session';

const VALUE = 'walnut-2b6c-harbour';

/** The built command with a vault in the home of the session. */
async function sessionWithCommand() {
  const session = keyringSession();
  const data = join(session.home, 'data');
  const secret = `"${process.execPath}" "${await builtFile('headless.js')}" secret`;
  return { ...session, data, secret, at: `--data-dir "${data}"` };
}

const where =
  missingKeyringTools.length === 0 ? 'a real keyring' : `a real keyring (not here: ${missingKeyringTools.join(', ')})`;

describe.skipIf(missingKeyringTools.length > 0)(where, () => {
  it('holds the key, so that the secret is read again in another process, and rotated', async () => {
    const { run, secret, at, data, home } = await sessionWithCommand();
    const ran = await run(
      'unlocked',
      `printf '${VALUE}' | ${secret} set gh ${at} &&
       ${secret} status ${at} && ${secret} rotate ${at} &&
       printf 'a long passphrase' | ${secret} export ${at} "${home}/out.json"`,
    );
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.output).toContain('secrets can be read');
    expect(ran.output).toContain('Encrypted 1 secrets with a new key');
    expect(ran.output).not.toContain('The old key');
    const vault = readFileSync(join(data, 'vault.json'), 'utf8');
    expect(vault).toContain('"source": "keychain"');
    expect(vault).not.toContain(VALUE);
  });

  it('that is locked is told apart from one that has no key, and no second key is made', async () => {
    const { run, secret, at, data } = await sessionWithCommand();
    expect((await run('unlocked', `printf '${VALUE}' | ${secret} set gh ${at}`)).code).toBe(0);
    const before = readFileSync(join(data, 'vault.json'), 'utf8');
    const locked = await run('locked', `${secret} status ${at}`);
    expect(locked.code).toBe(3);
    expect(locked.output).toContain('The keyring is locked');
    expect((await run('locked', `printf x | ${secret} set other ${at}`)).code).toBe(3);
    expect(readFileSync(join(data, 'vault.json'), 'utf8')).toBe(before);
    expect(await run('unlocked', `${secret} status ${at}`)).toMatchObject({ code: 0 });
  });
});

describe.runIf(process.platform === 'linux')('a session bus that is not there', () => {
  it('gets one clear sentence and the exit code 3, and no vault is made', async () => {
    const { run, secret, at } = await sessionWithCommand();
    const ran = await run('none', `printf x | ${secret} set gh ${at}`);
    expect(ran.code).toBe(3);
    expect(ran.output).toMatch(/^There is no session bus\. Start it from a desktop session.*\n$/);
    const status = await run('none', `${secret} status ${at}`);
    expect(status.output).toMatch(/Secrets +0/);
  });

  it('that does not answer holds up nobody for more than five seconds', async () => {
    const { run, secret, at, home } = await sessionWithCommand();
    const silent = createServer(() => undefined).listen(join(home, 'bus'));
    onTestFinished(() => void silent.close());
    const startedAt = performance.now();
    const ran = await run('none', `export DBUS_SESSION_BUS_ADDRESS="unix:path=${home}/bus"; ${secret} status ${at}`);
    expect(ran.code).toBe(3);
    expect(ran.output).toContain('The keychain did not answer in 5 s');
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect((await run('none', 'ps axww -o args')).output).not.toContain('keychain-program.js');
  });
});
