import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions, NotificationConstructorOptions } from 'electron';
import { app } from './app';
import { records } from './records';

export class StandInMenuItem {
  readonly type: string;
  readonly submenu: StandInMenu | undefined;
  readonly id: string | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  label: string;

  constructor(readonly options: MenuItemConstructorOptions) {
    const { submenu, type, enabled = true, visible = true, checked = false, label = '', id } = options;
    this.submenu = Array.isArray(submenu) ? StandInMenu.buildFromTemplate(submenu) : undefined;
    this.type = type ?? (this.submenu === undefined ? 'normal' : 'submenu');
    this.enabled = enabled;
    this.visible = visible;
    this.checked = checked;
    this.label = label;
    this.id = id;
  }

  /** As a person does; a greyed item cannot be clicked. */
  click(): void {
    if (!this.enabled || !this.visible) throw new Error(`The item "${this.label}" cannot be clicked`);
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.options.click !== undefined) this.options.click(this as never, undefined, {} as never);
    else if (this.options.role === 'quit') app.quit();
  }
}

export class StandInMenu extends EventEmitter {
  static #application: StandInMenu | null = null;
  readonly items: StandInMenuItem[] = [];

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): StandInMenu {
    const menu = new StandInMenu();
    menu.items.push(...template.map((options) => new StandInMenuItem(options)));
    return menu;
  }

  static setApplicationMenu(menu: StandInMenu | null): void {
    StandInMenu.#application = menu;
  }

  static getApplicationMenu(): StandInMenu | null {
    return StandInMenu.#application;
  }

  append(item: StandInMenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): StandInMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(): void {}
}

/** The trays that stand now; tests read and click them. */
export const trays = new Set<StandInTray>();

export class StandInTray extends EventEmitter {
  tooltip = '';
  title = '';
  menu: StandInMenu | null = null;

  constructor(public image: unknown) {
    super();
    trays.add(this);
  }

  setImage(image: unknown): void {
    this.image = image;
  }

  setPressedImage(): void {}

  setToolTip(tooltip: string): void {
    this.tooltip = tooltip;
  }

  setTitle(title: string): void {
    this.title = title;
  }

  setContextMenu(menu: StandInMenu | null): void {
    this.menu = menu;
  }

  popUpContextMenu(): void {}

  setIgnoreDoubleClickEvents(): void {}

  getBounds() {
    return { x: 1_200, y: 0, width: 24, height: 32 };
  }

  destroy(): void {
    trays.delete(this);
  }

  isDestroyed(): boolean {
    return !trays.has(this);
  }
}

/** The notifications that stand now. */
export const notifications = new Set<StandInNotification>();

export class StandInNotification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }

  title: string;
  body: string;

  constructor(readonly options: NotificationConstructorOptions = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  show(): void {
    records.notifications.push(this.options);
    notifications.add(this);
    this.emit('show', {});
  }

  close(): void {
    notifications.delete(this);
    this.emit('close', {});
  }

  /** As a person does; with a number, on one of its buttons. */
  press(action?: number): void {
    if (action === undefined) this.emit('click', {});
    // Electron 40 and later: one object, which has the index too.
    else this.emit('action', { actionIndex: action }, action);
  }
}
