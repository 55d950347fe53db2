import type { Readable, Writable } from 'node:stream';
import type { Era, UpstreamStatus } from '../../shared/model/server';
import type { GatewayAddresses, GatewayStatus } from '../../shared/model/status';
import type { Administration } from '../admin/administration';
import type { Logger } from '../gateway/ports/logger';

export interface DataChoice {
  /** Absent: from the environment, else the default place. */
  readonly dataDirectory?: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface HouseOptions extends DataChoice {
  readonly host?: string;
  readonly mcpPort?: number;
  readonly adminPort?: number;
  readonly log: Logger;
  readonly offerDefault?: boolean;
}

/** A running gateway. */
export interface House {
  readonly addresses: GatewayAddresses;
  /** The key of a configuration that was just created; shown now or never. */
  readonly firstKey?: string;
  readonly consoleUrl: string;
  status(): GatewayStatus;
  stop(deadlineMs: number): Promise<void>;
}

export interface ServerTest {
  readonly server: string;
  readonly era: Era;
  readonly protocolVersion: string;
  readonly serverInfo: unknown;
  readonly tools: readonly string[];
  readonly startMs: number;
  readonly pid?: number;
  readonly transport: UpstreamStatus['transport'];
  readonly share: 'global' | 'client' | 'session';
  /** What reaches clients of each era. */
  readonly crossings: Readonly<Record<Era, readonly Crossing[]>>;
}

export interface Crossing {
  readonly feature: string;
  readonly crosses: boolean;
  readonly note?: string;
}

export interface StdioOptions extends DataChoice {
  readonly server?: string;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly log: Logger;
  readonly embedded?: boolean;
}

/** The few things that the command line asks of the house behind it. */
export interface Doors {
  openAdministration(options: DataChoice): Promise<Administration>;
  openHouse(options: HouseOptions): Promise<House>;
  /** Starts one server, asks what it is and what it offers, and stops it. */
  testServer(
    options: DataChoice & { readonly server: string; readonly config?: string; readonly log: Logger },
  ): Promise<ServerTest>;
  /** Resolves `undefined` when no gateway runs with this data directory. */
  readRunningStatus(options: DataChoice): Promise<GatewayStatus | undefined>;
  /** Serves one client until it leaves; resolves with the exit code. */
  serveStdio(options: StdioOptions): Promise<number>;
}
