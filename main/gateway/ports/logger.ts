export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured lines for operators, on stderr or a file; never on stdout. Values are redacted before they are written. */
export type Logger = Readonly<Record<LogLevel, (message: string, facts?: Readonly<Record<string, unknown>>) => void>>;
