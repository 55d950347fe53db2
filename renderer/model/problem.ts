/** Why something did not work, as a person is told. */
export interface Problem {
  readonly message: string;
  /** Of the error table, such as `CONF_003`. */
  readonly code?: string;
  /** Finds it in the log and the record of the gateway. */
  readonly correlationId?: string;
  readonly advice?: string;
}
