import { posix } from 'node:path';
import type { Curation, ItemChange } from '../../../shared/config/curation';
import { compileGlobs, type TextMatch } from '../../../shared/text/glob';
import { parseUrl } from '../../../shared/text/is-url';
import { matchesUriTemplate } from '../catalog/match-uri-template';

/** One level of curation with the words that name it: `server files`, `project team`, `key abc`. */
export interface CurationLevel {
  readonly origin: string;
  readonly curation: Curation;
}

export type CuratedKind = 'tools' | 'prompts' | 'resources';

/** A change that several levels made together, and who said what. */
export interface MergedChange {
  readonly change: ItemChange;
  readonly origins: Readonly<Partial<Record<keyof ItemChange, string>>>;
}

/** Why something is not shown. */
export interface Absence {
  readonly reason: 'not-allowed' | 'denied' | 'hidden' | 'name-taken';
  /** Which level said so; for a name that is taken, the server’s own name of who took it. */
  readonly by: string;
}

/** What of one kind a server’s clients see. All of it follows from the configuration, so nothing a server says moves it. */
export interface ListCuration {
  /** `undefined`: it is shown. */
  absence(own: string): Absence | undefined;
  changeOf(own: string): MergedChange | undefined;
  /** The name it is shown under; `undefined` where it does not exist. */
  shownName(own: string): string | undefined;
  /** The server’s own name of what is shown under a name; `undefined` where nothing may be. */
  ownName(shown: string): string | undefined;
  /** Server’s own names that would be shown under one name. */
  readonly collisions: readonly (readonly [shown: string, first: string, second: string])[];
}

/** `undefined` when no level has a word on this kind. */
export function mergeListCuration(levels: readonly CurationLevel[], kind: CuratedKind): ListCuration | undefined {
  const said = levels.flatMap(({ origin, curation }) => {
    const of = curation[kind];
    return of === undefined ? [] : [{ origin, of }];
  });
  if (said.length === 0) return undefined;
  const changes = new Map<string, MergedChange>();
  for (const { origin, of } of said) {
    for (const [own, change] of Object.entries(of.change ?? {}))
      changes.set(own, merged(changes.get(own), change, origin));
  }
  const compile = kind === 'resources' ? compileUris : compileGlobs;
  const filters = said.map(({ origin, of }): Filter => ({
    origin,
    ...(of.allow === undefined ? {} : { allows: compile(of.allow) }),
    ...(of.deny === undefined ? {} : { denies: compile(of.deny) }),
  }));
  return kind === 'resources' ? ofResources(filters, changes) : ofNames(filters, changes);
}

/** A URI template stands for itself and for all that can be made of it. */
function compileUris(patterns: readonly string[]): TextMatch {
  const templates = patterns.filter((pattern) => pattern.includes('{'));
  const matches = compileGlobs(patterns);
  return (uri) => matches(uri) || templates.some((template) => matchesUriTemplate(template, uri));
}

interface Filter {
  readonly origin: string;
  readonly allows?: TextMatch;
  readonly denies?: TextMatch;
}

function ofNames(filters: readonly Filter[], changes: ReadonlyMap<string, MergedChange>): ListCuration {
  const ownOf = new Map<string, string>();
  const collisions: [string, string, string][] = [];
  for (const [own, { change }] of changes) {
    // Also for one that is hidden from some: a name does not mean another tool to them.
    if (change.name === undefined || change.name === own) continue;
    const taken = ownOf.get(change.name);
    if (taken === undefined) ownOf.set(change.name, own);
    else collisions.push([change.name, taken, own]);
  }
  const absence = (own: string): Absence | undefined => {
    const filtered = filteredOut(filters, changes, own, [own]);
    if (filtered !== undefined) return filtered;
    const taker = isRenamed(own) ? undefined : ownOf.get(own);
    return taker === undefined ? undefined : { reason: 'name-taken', by: taker };
  };
  const isRenamed = (own: string) => ownOf.get(changes.get(own)?.change.name ?? own) === own;
  return {
    absence,
    collisions,
    changeOf: (own) => changes.get(own),
    shownName: (own) => (absence(own) === undefined ? (changes.get(own)?.change.name ?? own) : undefined),
    ownName(shown) {
      const own = ownOf.get(shown) ?? shown;
      if (own === shown && isRenamed(own)) return undefined;
      return absence(own) === undefined ? own : undefined;
    },
  };
}

/** A URI that leads elsewhere once it is tidied or decoded must pass in each of these forms. */
function ofResources(said: readonly Filter[], changes: ReadonlyMap<string, MergedChange>): ListCuration {
  const hidden = [...changes].filter(([, { change }]) => change.hidden === true);
  const templates = hidden.filter(([uri]) => uri.includes('{'));
  const filters = [
    ...said,
    ...templates.map(([uri, { origins }]) => ({ origin: origins.hidden ?? '', denies: compileUris([uri]) })),
  ];
  const absence = (uri: string) => filteredOut(filters, changes, uri, formsOf(uri));
  const same = (uri: string) => (absence(uri) === undefined ? uri : undefined);
  return { absence, collisions: [], changeOf: (uri) => changes.get(uri), shownName: same, ownName: same };
}

function filteredOut(
  filters: readonly Filter[],
  changes: ReadonlyMap<string, MergedChange>,
  own: string,
  forms: readonly string[],
): Absence | undefined {
  for (const { origin, allows, denies } of filters) {
    if (denies !== undefined && forms.some(denies)) return { reason: 'denied', by: origin };
    if (allows !== undefined && !forms.every(allows)) return { reason: 'not-allowed', by: origin };
  }
  for (const form of forms.length > 1 ? [own, ...forms] : [own]) {
    const merged = changes.get(form);
    if (merged?.change.hidden === true) return { reason: 'hidden', by: merged.origins.hidden ?? '' };
  }
  return undefined;
}

function formsOf(uri: string): readonly string[] {
  const forms = new Set([uri]);
  for (const form of [uri, decoded(uri), decoded(decoded(uri))]) {
    forms.add(form);
    // A template is no URI, and would be changed by being read as one.
    const url = form.includes('{') ? undefined : parseUrl(form);
    if (url !== undefined) forms.add(url.href);
    if (form.includes('\\')) forms.add(form.replaceAll('\\', '/'));
    forms.add(climbed(form));
  }
  return [...forms];
}

/** As somebody would read it who takes all that follows the scheme for a path. */
function climbed(uri: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/is.exec(uri) ?? [];
  if (!/(?:^|\/)\.\.(?:\/|$)/.test(rest)) return uri;
  return scheme + (rest.startsWith('/') ? posix.normalize(rest) : posix.normalize(`/${rest}`).slice(1));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function merged(before: MergedChange | undefined, change: ItemChange, origin: string): MergedChange {
  const annotations = { ...before?.change.annotations, ...change.annotations };
  const origins = Object.fromEntries(Object.keys(change).map((member) => [member, origin]));
  return {
    change: {
      ...before?.change,
      ...change,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    origins: { ...before?.origins, ...origins },
  };
}
