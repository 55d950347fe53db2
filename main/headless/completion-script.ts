import type { Command } from 'commander';

interface Node {
  /** The words that lead to it: `server add`. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly {
    readonly flag: string;
    readonly description: string;
    readonly choices?: readonly string[];
  }[];
}

/** A script for a shell that completes commands, options and their choices. */
export function completionScript(program: Command, shell: 'bash' | 'zsh' | 'fish'): string {
  const nodes = nodesOf(program, '');
  const name = program.name();
  if (shell === 'fish') return fishScript(name, nodes);
  return shell === 'bash' ? bashScript(name, nodes) : zshScript(name, nodes);
}

function nodesOf(command: Command, path: string): readonly Node[] {
  const commands = command.commands.map((sub) => ({ name: sub.name(), description: sub.description() }));
  const options = command.options.flatMap((option) => {
    if (option.long === undefined || option.long === null || option.hidden) return [];
    const choices = option.argChoices === undefined ? {} : { choices: option.argChoices };
    return [{ flag: option.long, description: option.description, ...choices }];
  });
  const below = command.commands.flatMap((sub) => nodesOf(sub, path === '' ? sub.name() : `${path} ${sub.name()}`));
  return [{ path, commands, options }, ...below];
}

const wordsOf = ({ commands, options }: Node): string =>
  [...commands.map(({ name }) => name), ...options.map(({ flag }) => flag)].join(' ');

const pathsOf = (nodes: readonly Node[]): readonly string[] => nodes.flatMap(({ path }) => (path === '' ? [] : [path]));

const choicesOf = (nodes: readonly Node[]) => {
  const all = nodes.flatMap(({ path, options }) =>
    options.flatMap(({ flag, choices }) =>
      choices === undefined ? [] : [[`${path} ${flag}`, choices.join(' ')] as const],
    ),
  );
  return [...new Map(all)];
};

/** The shell code that finds out which command is being typed; the same for bash and zsh but for the list of words. */
const walk = (nodes: readonly Node[], words: string): string => `  local path="" word next
  for word in ${words}; do
    next="\${path:+$path }$word"
    case "$next" in
      ${pathsOf(nodes)
        .map((path) => `"${path}"`)
        .join('|')}) path="$next" ;;
    esac
  done`;

function cases(entries: readonly (readonly [string, string])[], indent: string): string {
  return entries.map(([key, words]) => `${indent}"${key}") words="${words}" ;;`).join('\n');
}

function bashScript(name: string, nodes: readonly Node[]): string {
  const own = `_${name.replace(/-/g, '_')}`;
  return `# bash completion of ${name}; use it: source <(${name} completion bash)
${own}() {
${walk(nodes, '"${COMP_WORDS[@]:1:COMP_CWORD-1}"')}
  local words=""
  case "$path \${COMP_WORDS[COMP_CWORD-1]}" in
${cases(choicesOf(nodes), '    ')}
  esac
  [ -n "$words" ] || case "$path" in
${cases(
  nodes.map((node) => [node.path, wordsOf(node)] as const),
  '    ',
)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F ${own} ${name}
`;
}

function zshScript(name: string, nodes: readonly Node[]): string {
  const own = `_${name.replace(/-/g, '_')}`;
  return `#compdef ${name}
# zsh completion of ${name}; use it: source <(${name} completion zsh)
${own}() {
${walk(nodes, '"${words[@]:1:$CURRENT-2}"')}
  local before="\${words[CURRENT-1]}" found=""
  case "$path $before" in
${cases(choicesOf(nodes), '    ').replaceAll(' words="', ' found="')}
  esac
  [[ -n "$found" ]] || case "$path" in
${cases(
  nodes.map((node) => [node.path, wordsOf(node)] as const),
  '    ',
).replaceAll(' words="', ' found="')}
  esac
  compadd -- \${=found}
}
compdef ${own} ${name}
`;
}

function fishScript(name: string, nodes: readonly Node[]): string {
  const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const own = `__${name.replace(/-/g, '_')}_path`;
  const lines = nodes.flatMap(({ path, commands, options }) => {
    const here = `complete -c ${name} -n ${quoted(`test "$(${own})" = "${path}"`)}`;
    return [
      ...commands.map((sub) => `${here} -f -a ${quoted(sub.name)} -d ${quoted(sub.description)}`),
      ...options.map(({ flag, description, choices }) => {
        const values = choices === undefined ? '' : ` -x -a ${quoted(choices.join(' '))}`;
        return `${here} -l ${flag.slice(2)}${values} -d ${quoted(description)}`;
      }),
    ];
  });
  return `# fish completion of ${name}; use it: ${name} completion fish | source
function ${own}
  set -l path ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim "$path $word")
    contains -- $next ${pathsOf(nodes).map(quoted).join(' ')}; and set path $next
  end
  echo $path
end
${lines.join('\n')}
`;
}
