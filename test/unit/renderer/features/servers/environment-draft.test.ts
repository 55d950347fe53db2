import { describe, expect, it } from 'vitest';
import {
  isChanged,
  newVariable,
  problemsOf,
  secretNameOf,
  variablesOf,
  withValue,
} from '../../../../../renderer/features/servers/environment-draft';

const ENTRY = { command: 'true', env: { LOG_LEVEL: 'debug', API_TOKEN: '****abcd', FROM_VAULT: '${secret:other}' } };
const [level, token, vault] = variablesOf(ENTRY);
const of = (name: string) => ({ ...newVariable([]), name, value: 'x' });

describe('the environment of a server', () => {
  it('is known by its names and by where values lie, never by values', () => {
    expect(variablesOf(ENTRY)).toMatchObject([
      { name: 'LOG_LEVEL', isSecret: false },
      { name: 'API_TOKEN', isSecret: true },
      { name: 'FROM_VAULT', reference: '${secret:other}' },
    ]);
    expect(JSON.stringify(variablesOf(ENTRY))).not.toMatch(/debug|abcd/);
    expect(variablesOf({ url: 'https://example.com' })).toEqual([]);
  });

  it('changes only when somebody changes it', () => {
    expect(isChanged(variablesOf(ENTRY))).toBe(false);
    expect(isChanged([{ ...level!, isRemoved: true }])).toBe(true);
    expect(isChanged([withValue(level!, '')])).toBe(true);
    expect(isChanged([newVariable([])])).toBe(true);
  });

  it('takes what looks like a secret for one, and references for none', () => {
    const key = ['ghp', 'q8w7e6r5t4y3u2i1o0p9a8s7d6f5g4h3j2k1'].join('_');
    expect(withValue(level!, 'info').isSecret).toBe(false);
    expect(withValue(level!, key).isSecret).toBe(true);
    expect(withValue(token!, 'x').isSecret).toBe(true);
    expect(withValue(token!, '${env:TOKEN}').isSecret).toBe(false);
  });

  it('says what is wrong beside its field', () => {
    expect(problemsOf(of('1ST'), [])).toHaveProperty('name');
    expect(problemsOf({ ...of('LOG_LEVEL'), id: 9 }, [level!])).toHaveProperty('name');
    expect(problemsOf({ ...of('EMPTY'), value: '' }, [])).toHaveProperty('value');
    expect(problemsOf({ ...of('EMPTY'), value: '', isSecret: false }, [])).toEqual({});
    expect(problemsOf({ ...of('1ST'), isRemoved: true }, [])).toEqual({});
  });

  it('names secrets as the gateway does, and never over one of somebody else’s', () => {
    expect(secretNameOf('github', of('GITHUB_TOKEN'), new Set())).toBe('github-token');
    expect(secretNameOf('hub', of('API_KEY'), new Set(['hub-api-key']))).toBe('hub-api-key-2');
    const own = { ...vault!, reference: '${secret:hub-from-vault}' };
    expect(secretNameOf('hub', own, new Set(['hub-from-vault']))).toBe('hub-from-vault');
  });
});
