/** Carries an operation to the gateway. Two exist: Electron’s IPC and HTTP. */
export interface Transport {
  /** Resolves with the raw output; rejects with a RemoteError when the gateway refused, else with what went wrong. */
  call(operation: string, input: unknown): Promise<unknown>;
}
