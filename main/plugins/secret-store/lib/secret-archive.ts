import { z } from 'zod';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { SECRET_NAME } from '../../../gateway/ports/secret-store';
import { Derivation, deriveKey, newDerivation, openText, SealedText, sealText } from './vault-crypto';

const FORMAT = 'secure-mcp-gateway secrets';

const Archive = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  derivation: Derivation,
  sealed: SealedText,
});
const Secrets = z.record(z.string().regex(SECRET_NAME), z.string());

/** Secrets as a text that the passphrase opens, on any machine. */
export async function packSecrets(secrets: Readonly<Record<string, string>>, passphrase: string): Promise<string> {
  const derivation = newDerivation();
  const key = await deriveKey(passphrase, derivation);
  const sealed = sealText(key, [FORMAT, derivation.salt], JSON.stringify(secrets));
  return `${JSON.stringify({ format: FORMAT, version: 1, derivation, sealed }, undefined, 2)}\n`;
}

/** Throws `invalid_params` for another file or another passphrase. */
export async function unpackSecrets(text: string, passphrase: string): Promise<Readonly<Record<string, string>>> {
  const archive = Archive.safeParse(parse(text));
  if (!archive.success) throw new GatewayError('invalid_params', 'This is no export of secrets');
  const { derivation, sealed } = archive.data;
  const key = await deriveKey(passphrase, derivation);
  try {
    return Secrets.parse(JSON.parse(openText(key, [FORMAT, derivation.salt], sealed)));
  } catch {
    // The cause could repeat what was decrypted.
    throw new GatewayError('invalid_params', 'The passphrase is not that of the export, or the file was changed');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
