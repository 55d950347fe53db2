/** The way to the server broke. Stays inside this folder: the supervisor replays or translates it. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';

  constructor(
    reason: string,
    /** False when the server cannot have seen the request. */
    readonly sent: boolean,
    options?: { readonly cause?: unknown },
  ) {
    super(reason, options);
  }
}
