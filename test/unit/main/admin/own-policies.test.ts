import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClientHome, openClientHome } from '../../../support/client-home';
import { createOwnPolicyAdmin, type OwnPolicyAdmin } from '../../../../main/admin/own-policy-admin';
import { openConfigFile } from '../../../../main/gateway/config/config-file';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

let home: ClientHome;
let own: OwnPolicyAdmin;
const path = () => join(home.data, 'config.json');
const written = async () =>
  JSON.parse(await readFile(path(), 'utf8')) as {
    readonly policy?: object;
    readonly projects: Record<string, object>;
    readonly configs: Record<string, { readonly servers: Record<string, object> }>;
  };
const RULES = { argumentRules: [{ argument: 'force', present: false }] };

beforeEach(async () => {
  home = await openClientHome();
  own = createOwnPolicyAdmin(openConfigFile(path(), { backups: join(home.data, 'backups') }));
});
afterEach(() => home.remove());

describe('the policy of one level', () => {
  it('is read and put where that level stands, and nowhere else', async () => {
    expect(await own.read({})).toEqual({});
    await own.write({}, { mode: 'monitor' });
    await own.write({ project: 'Default' }, { approvals: { ask: 'everything' } });
    await own.write({ server: 'echo' }, { mode: 'enforce' });
    await own.write({ config: 'default', server: 'echo', tool: 'say' }, RULES);
    expect(await written()).toMatchObject({
      policy: { mode: 'monitor' },
      projects: { default: { policy: { approvals: { ask: 'everything' } } } },
      configs: {
        default: { servers: { echo: { policy: { mode: 'enforce' }, toolPolicies: { say: RULES } } } },
      },
    });
    expect(await own.read({ server: 'echo', tool: 'say' })).toMatchObject(RULES);
    expect(await own.read({ server: 'echo', tool: 'shout' })).toEqual({});
    await own.write({}, {});
    expect(await written()).not.toHaveProperty('policy');
    await own.write({ server: 'echo', tool: 'say' }, {});
    await own.write({ server: 'echo', tool: 'shout' }, {});
    expect((await written()).configs['default']?.servers['echo']).not.toHaveProperty('toolPolicies');
  });

  it('is refused with the member that is wrong, and for what there is not', async () => {
    const bad = { argumentRules: [{ argument: 'path', path: { within: ['notes'] } }] };
    await expect(own.write({ server: 'echo' }, bad)).rejects.toMatchObject({
      code: 'invalid_params',
      message: expect.stringContaining('argumentRules.0.path.within.0') as string,
    });
    await expect(own.read({ server: 'nobody' })).rejects.toMatchObject({ code: 'unknown_server' });
    await expect(own.read({ project: 'none' })).rejects.toMatchObject({ code: 'unknown_name' });
    await expect(own.write({ server: 'echo', tool: '__proto__' }, RULES)).rejects.toMatchObject({
      code: 'invalid_params',
      message: expect.stringContaining('__proto__') as string,
    });
    await expect(own.read({ tool: 'say' })).rejects.toMatchObject({ code: 'invalid_params' });
    await expect(own.read({ project: 'default', server: 'echo' })).rejects.toMatchObject({ code: 'invalid_params' });
  });
});
