import type { WebContents, WebFrameMain } from 'electron';
import type { WindowKind } from '../../shared/contract/desktop-calls';

/** Each kind of window has an origin of its own, so that no page can pass for one of another kind. */
export const SCHEME = 'app';

/** The page of each kind, among the files of the renderer. */
export const PAGES = {
  main: 'index.html',
  approval: 'approval.html',
  crash: 'crash.html',
} as const satisfies Record<WindowKind, string>;

export const originOf = (kind: WindowKind): string => `${SCHEME}://${kind}`;
export const pageOf = (kind: WindowKind): string => `${originOf(kind)}/${PAGES[kind]}`;

/** The kind whose origin an address has; `undefined` for every other address. */
export function kindOfUrl(url: string): WindowKind | undefined {
  return (Object.keys(PAGES) as WindowKind[]).find((kind) => url.startsWith(`${originOf(kind)}/`));
}

/** Which windows are ours. */
export interface WindowBook {
  add(contents: WebContents, kind: WindowKind): void;
  /**
   * The kind of the window whose main frame this is, while it shows a page of that kind; `undefined` for frames inside it, for
   * a page that took its place, and for windows that nobody entered.
   */
  kindOf(contents: WebContents, frame: WebFrameMain | null): WindowKind | undefined;
  entered(contents: WebContents): WindowKind | undefined;
}

export function createWindowBook(): WindowBook {
  const kinds = new Map<number, WindowKind>();
  return {
    add(contents, kind) {
      const { id } = contents;
      kinds.set(id, kind);
      contents.once('destroyed', () => kinds.delete(id));
    },
    kindOf(contents, frame) {
      const kind = kinds.get(contents.id);
      if (kind === undefined || frame === null || frame !== contents.mainFrame) return undefined;
      return kindOfUrl(frame.url) === kind ? kind : undefined;
    },
    entered: (contents) => kinds.get(contents.id),
  };
}
