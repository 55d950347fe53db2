import { Argument, type Command } from 'commander';
import { completionScript } from '../completion-script';

/** `completion`: what a shell needs to complete command lines. */
export function addCompletionCommand(program: Command, write: (text: string) => void): void {
  program
    .command('completion')
    .description('print a script that completes command lines in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action((shell: 'bash' | 'zsh' | 'fish') => write(completionScript(program, shell)));
}
