import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { SecretsProblem } from '../../../gateway/ports/secret-store';

const OTHER_SOURCES =
  'or hold the key elsewhere: `secure-mcp-gateway secret init --key passphrase`, `--key key-file` or `--key environment` (docs/secrets.md)';

const FIXES: Readonly<Record<SecretsProblem, string>> = {
  'no-module': `Install the package again with its optional dependencies, ${OTHER_SOURCES}`,
  'no-bus': `Start it from a desktop session, or under \`dbus-run-session\`, ${OTHER_SOURCES}`,
  'no-service': `Start a keyring that offers the Secret Service (gnome-keyring, KWallet, KeePassXC), ${OTHER_SOURCES}`,
  'no-keyring': `Create a default keyring, for example in “Passwords and Keys”, ${OTHER_SOURCES}`,
  locked: 'Unlock the keyring and try again',
  'timed-out': 'Look for a window that asks for the password of the keyring, answer it and try again',
  denied: 'Allow this program to use the keychain and try again',
  'key-missing':
    'Bring the keychain entry back, or give the key in SECURE_MCP_GATEWAY_MASTER_KEY. If it is lost, move vault.json away and set the secrets anew, or import an export of them',
  'key-not-given':
    'Set SECURE_MCP_GATEWAY_MASTER_KEY or SECURE_MCP_GATEWAY_PASSPHRASE, or the same name with _FILE and the path of a file that holds it',
  'wrong-key': 'Give the passphrase or key that the vault was encrypted with',
  damaged: 'Restore vault.json from a backup, or move it away and import an export of the secrets',
  'not-found': 'Correct the options of the secret store',
  failed: 'Mend that and try again',
};

/** What helps against a problem. */
export const fixFor = (reason: SecretsProblem): string => FIXES[reason];

/** An error that says why secrets cannot be read, and what helps; the cause must hold no secret. */
export function secretsUnavailable(reason: SecretsProblem, detail: string, cause?: unknown): GatewayError {
  return new GatewayError(
    'secrets_unavailable',
    `${detail}. ${FIXES[reason]}`,
    { reason, explanation: detail, fix: FIXES[reason] },
    cause === undefined ? {} : { cause },
  );
}
