import { app, dialog } from 'electron';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PRODUCT } from '../../shared/product';
import { dataRoot, openHouse } from '../compose';
import { registerAppScheme } from './app-protocol';
import { type CommandLine, ownWords, readCommandLine, readPorts } from './command-line';
import { heedSignals } from './ending';
import { createLinkQueue } from './link-queue';
import { openDesktop } from './open-desktop';
import { openPreferences } from './preferences';
import { refusedSwitches } from './refused-switches';
import { lockAllContents } from './security/lock-contents';
import { tellFirstKey, tellStartFailure } from './start-failure';
import { stderrLog as log } from './stderr-log';
import { createWindowBook } from './window-kinds';
import { heedZoomKeys } from './windows/zoom-keys';

const words = ownWords(process.argv, app.isPackaged);
const commandLine = readCommandLine(words);

if (refuseSwitches()) app.exit(2);
else if (commandLine.isHeadless) void runHeadless();
else await runDesktop(commandLine);

/** A packaged program starts with no switch that would open it to others. */
function refuseSwitches(): boolean {
  if (!app.isPackaged) return false;
  const refused = refusedSwitches(words, (name) => app.commandLine.hasSwitch(name));
  if (refused.length === 0) return false;
  const text = `It does not start with ${refused.join(', ')}: such a switch lets other programs see and change what it protects.`;
  log.error(text);
  dialog.showErrorBox(`${PRODUCT.title} did not start`, text);
  return true;
}

/** The other door, in this process: it reads its own words, and ends the process when it has stopped. */
async function runHeadless(): Promise<void> {
  app.dock?.hide();
  const program = join(import.meta.dirname, 'headless.js');
  const own = words.filter((word) => word !== '--headless');
  process.argv = [process.execPath, program, 'serve', ...own];
  await import(pathToFileURL(program).href);
}

async function runDesktop(given: CommandLine): Promise<void> {
  const { dataDirectory, isHidden, links } = given;
  const data = { env: process.env, ...(dataDirectory === undefined ? {} : { dataDirectory }) };
  const root = await dataRoot(data).catch((failure: unknown) => {
    void app.whenReady().then(() => tellStartFailure(failure, data));
    return undefined;
  });
  if (root === undefined) return;
  // The lock of the desktop, and what little its windows keep, belong to the data directory.
  app.setPath('userData', join(root, 'desktop'));
  if (!app.requestSingleInstanceLock()) return app.exit(0);

  const queue = createLinkQueue();
  /** Systems hand over one link at a time; more of them were put there by somebody else. */
  const takeLink = (given: readonly string[]): void => {
    if (given.length === 1) queue.take(given[0]!);
  };
  takeLink(links);
  app.on('open-url', (event, address) => {
    event.preventDefault();
    queue.take(address);
  });
  app.enableSandbox();
  registerAppScheme();
  const book = createWindowBook();
  lockAllContents({ book, log });
  if (process.platform !== 'darwin') app.on('web-contents-created', (_, contents) => heedZoomKeys(contents));
  // Not awaited: Electron is ready only after this file has run to its end.
  void app.whenReady().then(() => start());

  async function start(): Promise<void> {
    const signals = heedSignals();
    try {
      const house = await openHouse({ ...data, ...readPorts(given), log, offerDefault: true });
      const preferences = openPreferences(join(root!, 'desktop', 'preferences.json'), log);
      const desktop = openDesktop({ house, preferences, book, log });
      signals.deliverTo(() => void desktop.stopNow());
      app.on('second-instance', (_, argv) => {
        const second = readCommandLine(argv.slice(1));
        takeLink(second.links);
        if (!second.isHidden && second.links.length === 0) desktop.showConsole();
      });
      // Log-in items of a Mac take no words, so the system is asked.
      const isAtLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
      if (!isHidden && !isAtLogin) desktop.showConsole();
      queue.deliverTo((address) => desktop.openLink(address));
      if (house.firstKey !== undefined) await tellFirstKey(house.firstKey);
    } catch (failure) {
      log.error('The desktop did not start', { cause: String(failure) });
      await tellStartFailure(failure, data);
    }
  }
}
