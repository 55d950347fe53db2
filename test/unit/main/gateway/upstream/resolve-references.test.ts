import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReferenceResolver, resolveAt } from '../../../../../main/gateway/upstream/resolve-references';
import { GatewayError } from '../../../../../shared/errors/gateway-error';

const none = createReferenceResolver({ environment: {} });
const withSecrets = (secrets: Record<string, string>) =>
  createReferenceResolver({ environment: {}, readSecret: (name) => Promise.resolve(secrets[name]) });

describe('resolving references', () => {
  it('replaces every environment variable, and leaves other text alone', async () => {
    const resolve = createReferenceResolver({ environment: { A: '1', B: '' } });
    expect(await resolve('Bearer ${env:A}-${env:B} ${other} $A')).toBe('Bearer 1- ${other} $A');
  });

  it('reads a file without its last newline', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'references-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'key'), 'value\n\n');
    expect(await none(`\${file:${folder}/key}`)).toBe('value\n');
  });

  it('puts in secrets, and asks for none where none is named', async () => {
    expect(await withSecrets({ 'api.key': 's3cret' })('Bearer ${secret:api.key}!')).toBe('Bearer s3cret!');
    const never = createReferenceResolver({ readSecret: () => Promise.reject(new Error('asked')) });
    expect(await never('plain ${env:PATH}')).toContain('plain ');
  });

  it('does not resolve what a value happens to hold', async () => {
    const resolve = createReferenceResolver({ environment: { A: '${env:B}', B: 'no' } });
    expect(await resolve('${env:A}')).toBe('${env:B}');
    expect(await withSecrets({ A: '${secret:B}$&', B: 'no' })('${secret:A}')).toBe('${secret:B}$&');
  });

  it.each([
    ['${env:NOT_SET}', 'the environment variable NOT_SET is not set'],
    ['${file:/no/such/file}', 'the file cannot be read (ENOENT)'],
    ['${file:relative}', 'the path must be absolute'],
    ['${secret:KEY}', 'there is no secret store here'],
    ['${secret:../KEY}', 'this is no name of a secret'],
  ])('refuses %s: %s', async (text, cause) => {
    await expect(none(text)).rejects.toThrow(`${text} cannot be resolved: ${cause}`);
  });

  it('says of a missing secret whose it is and which command sets it', async () => {
    const failure = resolveAt('github.env.TOKEN', '${secret:gh}', withSecrets({}));
    await expect(failure).rejects.toThrow(
      'github.env.TOKEN: ${secret:gh} cannot be resolved: there is no such secret. Set it: secure-mcp-gateway secret set gh',
    );
    await expect(failure).rejects.toMatchObject({ code: 'secret_missing' });
  });

  it('says why a store cannot be read', async () => {
    const locked = new GatewayError('secrets_unavailable', 'The keyring is locked', { reason: 'locked' });
    const resolve = createReferenceResolver({ readSecret: () => Promise.reject(locked) });
    await expect(resolve('${secret:gh}')).rejects.toMatchObject({
      code: 'secrets_unavailable',
      message: '${secret:gh} cannot be resolved: The keyring is locked',
      detail: { reason: 'locked' },
    });
  });

  it('does not repeat a value that cannot be carried', async () => {
    const failure = await withSecrets({ gh: 'abc\0def' })('${secret:gh}').catch(String);
    expect(failure).toContain('holds a NUL character');
    expect(failure).not.toContain('abc');
  });
});
