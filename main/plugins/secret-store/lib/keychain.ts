import { randomBytes } from 'node:crypto';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { SecretsProblem } from '../../../gateway/ports/secret-store';
import { secretsUnavailable } from './secrets-unavailable';

/** Texts in the keychain of the operating system. Every failure is a `secrets_unavailable` that says why. */
export interface Keychain {
  /** Throws `key-missing` only when the keychain is known to work. */
  read(account: string): Promise<string>;
  write(account: string, text: string): Promise<void>;
  remove(account: string): Promise<void>;
  /** Writes, reads and removes something of its own; throws when that does not work. */
  probe(): Promise<void>;
}

const SERVICE = 'secure-mcp-gateway';
/** Longer and a window waits for an answer. */
const LONGEST_MS = 5_000;

/** One text of the keychain. A request ends when the signal aborts. */
export interface KeychainEntry {
  getPassword(signal: AbortSignal): Promise<string | null>;
  setPassword(text: string, signal: AbortSignal): Promise<void>;
  deletePassword(signal: AbortSignal): Promise<boolean>;
}
export type OpenEntry = (service: string, account: string) => Promise<KeychainEntry>;

/** One request at a time: sessions side by side make some keyrings fall. */
export function openKeychain(openEntry: OpenEntry, longestMs = LONGEST_MS): Keychain {
  let last: Promise<unknown> = Promise.resolve();

  function inLine<T>(account: string, work: (entry: KeychainEntry, signal: AbortSignal) => Promise<T>): Promise<T> {
    const next = last.then(() => inTime(longestMs, async (signal) => work(await openEntry(SERVICE, account), signal)));
    last = next.catch(() => undefined);
    return next;
  }

  const keychain: Keychain = {
    async read(account) {
      const text = await inLine(account, (entry, signal) => entry.getPassword(signal));
      if (typeof text === 'string') return text;
      // A locked keyring and one that is not there say “nothing” too.
      await keychain.probe();
      throw secretsUnavailable('key-missing', 'The keychain works, but has no key for this vault');
    },
    write: (account, text) => inLine(account, (entry, signal) => entry.setPassword(text, signal)),
    async remove(account) {
      await inLine(account, (entry, signal) => entry.deletePassword(signal));
    },
    async probe() {
      const account = `probe ${randomBytes(6).toString('hex')}`;
      const text = randomBytes(16).toString('hex');
      await keychain.write(account, text);
      const found = await inLine(account, (entry, signal) => entry.getPassword(signal));
      await keychain.remove(account);
      if (found !== text) throw secretsUnavailable('failed', 'The keychain does not give back what is put into it');
    },
  };
  return keychain;
}

async function inTime<T>(longestMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const seconds = longestMs / 1_000;
    const tooLate = () => reject(secretsUnavailable('timed-out', `The keychain did not answer in ${seconds} s`));
    timer = setTimeout(tooLate, longestMs);
  });
  try {
    return await Promise.race([work(ending.signal), late]);
  } catch (failure) {
    throw failure instanceof GatewayError ? failure : explain(failure);
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}

const SIGNS: readonly (readonly [RegExp, SecretsProblem, string])[] = [
  [/DBUS_SESSION_BUS_ADDRESS|autolaunch|connect to socket|No such file/i, 'no-bus', 'There is no session bus'],
  [/was not provided by any|ServiceUnknown|NameHasNoOwner/i, 'no-service', 'No keyring is running'],
  [/no result found|NoDefault/i, 'no-keyring', 'The keyring service has no default keyring'],
  [/prompt was dismissed|IsLocked|locked/i, 'locked', 'The keyring is locked'],
  [/AccessDenied|denied|not allowed|cancell?ed|-128|-25293|-25308/i, 'denied', 'The keychain refuses access'],
];

function explain(cause: unknown): GatewayError {
  const said = cause instanceof Error ? cause.message : String(cause);
  const [, reason, detail] = SIGNS.find(([sign]) => sign.test(said)) ?? [undefined, 'failed', said.slice(0, 300)];
  return secretsUnavailable(reason as SecretsProblem, detail, cause);
}
