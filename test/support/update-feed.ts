import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppAdapter } from 'electron-updater/out/AppAdapter';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor';

/** A version that a feed offers. */
export interface OfferedVersion {
  readonly version: string;
  readonly program: Buffer;
  readonly notes?: string;
  /** Says so in the feed although it is not. */
  readonly sha512?: string;
}

/** A static host as updates come from: `latest-linux.yml` and the file that it names. */
export interface UpdateFeed {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  offer(version: OfferedVersion): void;
  close(): Promise<void>;
}

export async function openUpdateFeed(): Promise<UpdateFeed> {
  const files = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://feed.invalid');
    asked.push(pathname);
    const file = files.get(pathname);
    response.writeHead(file === undefined ? 404 : 200, { 'content-length': file?.length ?? 0 }).end(file);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    offer({ version, program, notes, sha512 = createHash('sha512').update(program).digest('base64') }) {
      const name = `gateway-${version}.AppImage`;
      const feed = {
        version,
        files: [{ url: name, sha512, size: program.length }],
        path: name,
        sha512,
        releaseDate: '2026-11-23T00:00:00.000Z',
        ...(notes === undefined ? {} : { releaseNotes: notes }),
      };
      // Every JSON is YAML, too.
      files.set('/latest-linux.yml', Buffer.from(JSON.stringify(feed)));
      files.set(`/${name}`, program);
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** The transport of electron-updater with Node’s HTTP in the place of Chromium’s. */
export class NodeHttp extends ElectronHttpExecutor {
  override createRequest(options: Parameters<typeof request>[0], callback: (response: never) => void): never {
    return request(options, callback as never) as never;
  }
}

/** A program that was installed, as electron-updater sees it. */
export function installedProgram(folder: string): AppAdapter & { readonly end: () => void } {
  let onEnd = (_code: number): void => undefined;
  return {
    version: '1.0.0',
    name: 'gateway',
    isPackaged: true,
    appUpdateConfigPath: `${folder}/app-update.yml`,
    userDataPath: `${folder}/data`,
    baseCachePath: `${folder}/cache`,
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: (handler) => void (onEnd = handler),
    end: () => onEnd(0),
  };
}
