import type { NotificationConstructorOptions } from 'electron';
import type { DesktopApp } from '../electron-host/desktop-app';
import { until } from '../electron-host/until';

/** The tray, as the program has it. */
export interface TrayFacts {
  readonly tooltip: string;
  /** The file of its picture. */
  readonly icon: string;
  /** Labels of the menu and of what hangs below it, in their order. */
  readonly labels: readonly string[];
}

export function trayFacts(app: DesktopApp): Promise<TrayFacts | undefined> {
  return app.evaluate(({ host }) => {
    const [tray] = host.trays;
    if (tray === undefined) return undefined;
    const labelsOf = (menu: typeof tray.menu): string[] =>
      (menu?.items ?? []).flatMap((item) => [item.label, ...labelsOf(item.submenu ?? null)]);
    const { path } = tray.image as { readonly path: string };
    return {
      tooltip: tray.tooltip,
      icon: path.split(/[\\/]/).at(-1) ?? '',
      labels: labelsOf(tray.menu).filter((label) => label !== ''),
    };
  });
}

/** The tray as soon as its picture is the one of this state. */
export function trayIn(app: DesktopApp, glyph: string): Promise<TrayFacts> {
  return until(
    `the tray to be ${glyph}`,
    async () => {
      const facts = await trayFacts(app);
      return facts?.icon.startsWith(`${glyph}-`) === true ? facts : undefined;
    },
    () => app.printed.stderr,
  );
}

/** As a person does; by the id of the item. */
export async function pressTray(app: DesktopApp, id: string): Promise<void> {
  const isThere = await app.evaluate(({ host }, wanted) => {
    const item = [...host.trays][0]?.menu?.getMenuItemById(wanted);
    item?.click();
    return item != null;
  }, id);
  if (!isThere) throw new Error(`There is no item "${id}" in the tray`);
}

/** A notification that stands, by a part of its title. */
export function notification(app: DesktopApp, title: string): Promise<NotificationConstructorOptions> {
  return until(
    `a notification "${title}"`,
    () =>
      app.evaluate(
        ({ host }, wanted) => [...host.notifications].find((one) => one.title.includes(wanted))?.options,
        title,
      ),
    () => app.printed.stderr,
  );
}

/** Presses a notification or, with a number, one of its buttons. */
export function pressNotification(app: DesktopApp, title: string, action?: number): Promise<void> {
  return app.evaluate(
    ({ host }, given) => [...host.notifications].find((one) => one.title.includes(given.title))?.press(given.action),
    { title, action },
  );
}
