import type { HttpDialect, StdioDialect } from './entry-dialects';
import type { Places } from './places';

export type FileFormat = 'json' | 'jsonc' | 'toml' | 'yaml';

/** Where in a file the servers of a client stand. */
export interface Container {
  readonly format: FileFormat;
  /** Names on the way to it, each taken literally: `amp.mcpServers` is one name. */
  readonly path: readonly string[];
  /** `list`: of objects with a `name` each. */
  readonly shape: 'map' | 'list';
}

/** A file that a client may read. `*` stands for any one segment of the path. */
export interface Candidate {
  readonly path: string;
  /** What must be there before the file is made; absent: the directory that it lies in. */
  readonly mark?: string;
  /** Written even where another file is there, if its mark is. */
  readonly always?: true;
}

/** A program that speaks MCP as a client, and how it wants to be told of a server. */
export interface ClientDefinition {
  readonly id: string;
  readonly title: string;
  /** How sure we are: A, two independent sources; B, one; C, sources disagree. */
  readonly confidence: 'A' | 'B' | 'C';
  readonly container: Container;
  /** The forms of an entry; absent: it cannot. */
  readonly stdio?: StdioDialect;
  readonly http?: HttpDialect;
  /** Most wanted first. Empty: it is told by hand. */
  readonly files: (places: Places) => readonly Candidate[];
  /** Which files are written: the first that is there, every one, or the only one (two are a conflict). */
  readonly choose: 'first' | 'every' | 'only';
  /** Further traces of the program; any of them, or of the files, means that it is installed. */
  readonly marks?: (places: Places) => readonly string[];
  /** There is no file to write: a person pastes the entry. */
  readonly isByHand?: true;
  /** What a person does for the client to notice. */
  readonly restart: string;
  /** What is odd about it, for people. */
  readonly notes?: readonly string[];
}

export const JSON_MAP: Container = { format: 'json', path: ['mcpServers'], shape: 'map' };
/** Of programs that let people comment. */
export const JSONC_MAP: Container = { ...JSON_MAP, format: 'jsonc' };
export const NEW_SESSION = 'Start a new session.';
export const RESTART = 'Quit it and start it again.';
export const BY_ITSELF = 'It notices by itself.';
