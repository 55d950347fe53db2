import { userInfo } from 'node:os';

/** Who sits at the terminal. Containers run under ids that have no name. */
export function terminalUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
