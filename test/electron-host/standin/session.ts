import { EventEmitter } from 'node:events';
import { addScheme } from './addresses';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type RequestDetails = { readonly url: string; readonly method: string; readonly resourceType: string };
type BeforeRequest = (details: RequestDetails, decide: (answer: { cancel?: boolean }) => void) => void;
type PermissionRequest = (contents: unknown, permission: string, decide: (isGiven: boolean) => void) => void;

class StandInProtocol {
  readonly handlers = new Map<string, ProtocolHandler>();

  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]): void {
    for (const { scheme } of schemes) addScheme(scheme);
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    if (this.handlers.has(scheme)) throw new Error(`The scheme ${scheme} is handled already`);
    this.handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }
}

/** What windows of one partition share. */
export class StandInSession extends EventEmitter {
  readonly protocol = new StandInProtocol();
  /** What the program said about permissions and devices; tests call it. */
  readonly asked: {
    permission?: PermissionRequest | null;
    check?: ((contents: unknown, permission: string, origin: string) => boolean) | null;
    device?: ((details: unknown) => boolean) | null;
    display?: ((request: unknown, decide: (streams: object) => void) => void) | null;
  } = {};
  #beforeRequest: BeforeRequest | undefined;

  readonly webRequest = {
    onBeforeRequest: (...given: readonly unknown[]): void => {
      this.#beforeRequest = given.at(-1) as BeforeRequest;
    },
    onHeadersReceived: (): void => undefined,
    onBeforeSendHeaders: (): void => undefined,
  };

  constructor(readonly partition: string) {
    super();
  }

  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.asked.permission = handler;
  }

  setPermissionCheckHandler(handler: NonNullable<StandInSession['asked']['check']> | null): void {
    this.asked.check = handler;
  }

  setDevicePermissionHandler(handler: NonNullable<StandInSession['asked']['device']> | null): void {
    this.asked.device = handler;
  }

  setDisplayMediaRequestHandler(handler: NonNullable<StandInSession['asked']['display']> | null): void {
    this.asked.display = handler;
  }

  setCertificateVerifyProc(): void {}

  async clearStorageData(): Promise<void> {}

  /** Whether the program lets a request go on. */
  lets(details: RequestDetails): Promise<boolean> {
    const listener = this.#beforeRequest;
    if (listener === undefined) return Promise.resolve(true);
    return new Promise((resolve) => listener(details, ({ cancel }) => resolve(cancel !== true)));
  }
}

const partitions = new Map<string, StandInSession>();

function fromPartition(name: string): StandInSession {
  const known = partitions.get(name) ?? new StandInSession(name);
  partitions.set(name, known);
  return known;
}

export const session = {
  defaultSession: fromPartition(''),
  fromPartition,
};

export const protocol = session.defaultSession.protocol;
