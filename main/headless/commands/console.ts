import type { Command } from 'commander';
import { addAnswerOptions, answering, type CommandNeeds } from '../leaf-command';
import { openBrowser } from '../open-browser';

/** `console`: lets a browser into the console of the running gateway. */
export function addConsoleCommand(program: Command, needs: CommandNeeds): void {
  const { doors, io } = needs;
  addAnswerOptions(program.command('console').description('open the console of the running gateway in your browser'))
    .option('--no-browser', 'print the address instead of opening it')
    .action(
      answering<{ readonly browser: boolean; readonly json?: true }>(needs, async ({ data, options }) => {
        const { admin } = await doors.openRunning(data);
        const link = await admin.console.link({});
        const isOpened = options.browser && options.json !== true && (await openBrowser(link.url, io.env));
        const minutes = Math.floor((link.expiresAt - io.now()) / 60_000);
        const text = `It lets in one browser, once, within ${minutes} minutes:\n\n  ${link.url}`;
        return { facts: link, text: isOpened ? 'The console is open in your browser.' : text };
      }),
    );
}
