import { SHIPPED_PROGRAMS, type ShippedProgram } from './shipped-path';

export const isShippedProgram = (name: string): name is ShippedProgram =>
  (SHIPPED_PROGRAMS as readonly string[]).includes(name);

/** Becomes a program that ships with us, in a process where Node and everything of ours are one file. */
export function runShipped(name: ShippedProgram): Promise<unknown> {
  switch (name) {
    case 'echo-server':
      return import('./bundled-servers/echo');
    case 'keychain-program':
      return import('./plugins/secret-store/lib/keychain-program/main');
  }
}
