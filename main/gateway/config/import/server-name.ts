import { ServerNameSchema } from '../../../../shared/config/upstream-server';
import type { ImportReport } from './import-report';

/** A name that a server can have here, made of one that it has elsewhere, and not taken yet. */
export function toServerName(given: string, taken: ReadonlySet<string>, report: ImportReport, place: string): string {
  const plain = given
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/_{2,}/g, '_')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, 36)
    .replace(/[^A-Za-z0-9]+$/, '');
  const base = plain === '' ? 'server' : plain;
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
  if (name !== given) report.changed(place, `is called "${name}" here`);
  return ServerNameSchema.parse(name);
}
