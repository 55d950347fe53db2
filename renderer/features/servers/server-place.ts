/** A server of a set. */
export interface ServerPlace {
  readonly config: string;
  readonly server: string;
}
