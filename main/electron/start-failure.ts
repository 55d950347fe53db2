import { app, clipboard, dialog } from 'electron';
import { asGatewayError } from '../../shared/errors/gateway-error';
import { PRODUCT } from '../../shared/product';
import { type DataChoice, openRunning } from '../compose';
import { openExternal } from './security/open-external';

/** Says why the desktop did not start, and what can be done; the program has ended when it resolves. */
export async function tellStartFailure(failure: unknown, data: DataChoice): Promise<void> {
  const error = asGatewayError(failure);
  const { pid } = error.detail;
  if (error.code === 'unavailable' && typeof pid === 'number') await tellOfOther(error.message, pid, data);
  else dialog.showErrorBox(`${PRODUCT.title} did not start`, `${error.message}\n\n${error.row.advice}`);
  app.exit(1);
}

/** A gateway without a window, or one of another user interface, has the data directory. */
async function tellOfOther(message: string, pid: number, data: DataChoice): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: PRODUCT.title,
    message: 'A gateway runs already',
    detail:
      `${message}.\n\nIt goes on working. Use its console in the browser, or stop it first ` +
      `(“secure-mcp-gateway system stop” in a terminal, or process ${pid}) and start this program again.`,
    buttons: ['Open its console', 'Close'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response !== 0) return;
  try {
    const { admin } = await openRunning(data);
    await openExternal((await admin.console.link({})).url);
  } catch (failure) {
    dialog.showErrorBox('Its console was not opened', asGatewayError(failure).message);
  }
}

/** The first key is shown once, here: the gateway keeps nothing that it could be read from. */
export async function tellFirstKey(key: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: PRODUCT.title,
    message: 'Your first gateway key',
    detail: `${key}\n\nClients show it to the gateway. It is shown this once; more can be made in the console at any time.`,
    buttons: ['Copy the key', 'Close'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) await clipboard.writeText(key);
}
