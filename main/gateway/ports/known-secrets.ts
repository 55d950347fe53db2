/** The secrets that this process has read, for whoever looks for them in content. Can be asked, and does not tell. */
export interface KnownSecrets {
  /** The most characters that one of them takes up in a text, however it is encoded; 0 when there is none to find. */
  readonly reach: number;
  /** Where the text holds the value of a secret: as it is, or encoded. */
  match(text: string): readonly KnownSecretMatch[];
}

export interface KnownSecretMatch {
  /** Of the secret. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}
