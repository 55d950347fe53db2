import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createImportAdmin } from '../../../../main/admin/import-admin';
import { openConfigFile } from '../../../../main/gateway/config/config-file';
import { createLook } from '../../../../main/look-for-secrets';
import type { SecretStore } from '../../../../main/gateway/ports/secret-store';
import { textOfEverything } from '../../../support/text-of-everything';
import { testVault } from '../../../support/test-vault';

const TOKEN = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
const CLIENT = JSON.stringify({
  mcpServers: {
    github: { command: 'npx', args: ['-y', 'server'], env: { GITHUB_TOKEN: TOKEN } },
    again: { url: 'https://x.example/mcp', headers: { Authorization: `Bearer ${TOKEN}` } },
  },
});

function open(store?: SecretStore) {
  const home = mkdtempSync(join(tmpdir(), 'smg-import-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const vault = testVault();
  const secrets = store ?? vault.open();
  const file = openConfigFile(join(home, 'config.json'), { backups: join(home, 'backups') });
  const admin = createImportAdmin({ openStore: () => Promise.resolve(secrets), file, look: createLook() });
  const everything = () => textOfEverything(home);
  return { admin, file, secrets, everything };
}

describe('an import', () => {
  it('takes its secrets into the vault before anything is written, each value once', async () => {
    const { admin, file, secrets, everything } = open();
    const { added, secrets: moved } = await admin.import(CLIENT);
    expect(added['servers']).toEqual(['github', 'again']);
    const names = new Set(moved.map(({ name }) => name));
    expect(names.size).toBe(1);
    const [name = ''] = [...names];
    expect(await secrets.read(name)).toBe(TOKEN);
    const { servers } = (await file.read()).configs['default']!;
    expect(servers['github']).toMatchObject({ env: { GITHUB_TOKEN: `\${secret:${name}}` } });
    expect(servers['again']).toMatchObject({ headers: { Authorization: `Bearer \${secret:${name}}` } });
    expect(await everything()).not.toContain(TOKEN);
    expect(JSON.stringify(moved)).not.toContain(TOKEN);
  });

  it('changes nothing when it is only looked at', async () => {
    const { admin, secrets, everything } = open();
    const { added, secrets: found } = await admin.preview(CLIENT);
    expect(added['servers']).toEqual(['github', 'again']);
    expect(found.every(({ name }) => name !== undefined)).toBe(true);
    expect(await everything()).toBe('');
    expect(await secrets.vault?.list()).toEqual([]);
  });

  it('that would replace something is refused as a whole', async () => {
    const { admin, file } = open();
    await admin.import('{"mcpServers": {"github": {"command": "mine"}}}');
    await expect(admin.import(CLIENT)).rejects.toMatchObject({ code: 'config_rejected' });
    const { servers } = (await file.read()).configs['default']!;
    expect(Object.keys(servers)).toEqual(['github']);
    expect(servers['github']).toMatchObject({ command: 'mine' });
  });

  it('knows a server again whose secrets were moved out of its address, and no other', async () => {
    const { admin, file } = open();
    const withToken = (token: string) =>
      JSON.stringify({
        mcpServers: {
          far: { url: `https://x.example/mcp?api_key=${token}` },
        },
      });
    await admin.import(withToken(TOKEN));
    expect(JSON.stringify(await file.read())).not.toContain(TOKEN);
    expect(await admin.known(withToken(TOKEN))).toEqual(['far']);
    expect(await admin.known(withToken(TOKEN.replace('abc', 'xyz')))).toEqual([]);
  });

  it('writes nothing when the vault cannot take the secrets, unless they are to stay', async () => {
    const refusing = testVault();
    refusing.memory.failure = new Error('no keychain');
    const { admin, everything, file } = open(refusing.open());
    await expect(admin.import(CLIENT)).rejects.toMatchObject({ code: 'secrets_unavailable' });
    expect(await everything()).toBe('');
    const { secrets } = await admin.import(CLIENT, { keepSecrets: true });
    expect(secrets.every(({ name }) => name === undefined)).toBe(true);
    expect(JSON.stringify(await file.read())).toContain(TOKEN);
  });

  it('loses nothing of many that come at once', async () => {
    const { admin, file } = open();
    const names = Array.from({ length: 20 }, (_, index) => `server-${index}`);
    await Promise.all(names.map((name) => admin.import(JSON.stringify({ mcpServers: { [name]: { command: 'x' } } }))));
    expect(Object.keys((await file.read()).configs['default']!.servers).sort()).toEqual([...names].sort());
  });
});
