import type { Capture } from '../../../shared/config/activity';
import { asGatewayError, GatewayError } from '../../../shared/errors/gateway-error';
import type { VaultRecords } from '../ports/secret-store';
import { openCaptureKey } from './captures';
import { openSigner, type Signer } from './signing-key';

/** The vault that keeps the keys of the log. */
export interface LogVault {
  /** Whether there is one; none is made for the sake of the log. */
  exists(): boolean;
  open(): Promise<VaultRecords>;
}

/** The keys of a log, as far as they can be had. */
export interface LogKeys {
  signer(): Signer | undefined;
  /** Why there is none. */
  unsigned(): string | undefined;
  /** Tries again to get the key that signs; tells whether it came now. Never throws. */
  refresh(): Promise<boolean>;
  /** Throws `config_invalid`, saying why content cannot be encrypted. */
  forCapture(capture: Capture | undefined, now: number): Promise<Buffer | undefined>;
}

const NO_VAULT = 'there is no vault; `secure-mcp-gateway secret init` makes one';

export function createLogKeys(directory: string, vault: LogVault | undefined): LogKeys {
  let signer: Signer | undefined;
  let why: string | undefined = NO_VAULT;
  let captureKey: Buffer | undefined;

  async function records(): Promise<VaultRecords> {
    if (vault === undefined || !vault.exists()) throw new GatewayError('secrets_unavailable', NO_VAULT);
    return vault.open();
  }

  return {
    signer: () => signer,
    unsigned: () => (signer === undefined ? why : undefined),
    async refresh() {
      if (signer !== undefined) return false;
      try {
        signer = await openSigner(await records(), directory);
        return true;
      } catch (failure) {
        why = asGatewayError(failure).message;
        return false;
      }
    },
    async forCapture(capture, now) {
      if (capture === undefined || Date.parse(capture.until) <= now) return undefined;
      try {
        return (captureKey ??= await openCaptureKey(await records()));
      } catch (cause) {
        const message = `activity.capture: content is only kept encrypted, and the key cannot be had: ${asGatewayError(cause).message}`;
        throw new GatewayError('config_invalid', message, {}, { cause });
      }
    },
  };
}
