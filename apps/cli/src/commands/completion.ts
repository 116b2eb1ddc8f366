import { exitCode } from '@syncline/runtime';
import { Argument, type Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';

const shells = ['bash', 'zsh', 'fish'];

export function addCompletion(program: Command, kit: CommandKit): void {
  const command = program
    .command('completion')
    .description('a script that completes commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .action(
      kit.handler(async (shell, args) => {
        const name = argument(args, 0);
        const script = scriptOf(name, wordsByPath(program));
        if (shell.format === 'json') shell.print({ json: { shell: name, script }, tables: [] });
        else shell.io.stdout.write(script);
      }),
    );
  withExamples(command, [
    'source <(syncline completion bash)',
    'syncline completion fish > ~/.config/fish/completions/syncline.fish',
  ]);
}

/** What may follow each path of commands (`""`, `process`, `process list`). */
function wordsByPath(program: Command): Map<string, string[]> {
  const words = new Map<string, string[]>();
  const globals = longOptions(program);
  const visit = (command: Command, path: string): void => {
    words.set(path, [
      ...command.commands.map((child) => child.name()),
      ...longOptions(command),
      ...(command === program ? [] : globals),
    ]);
    for (const child of command.commands) visit(child, path === '' ? child.name() : `${path} ${child.name()}`);
  };
  visit(program, '');
  return words;
}

function longOptions(command: Command): string[] {
  return command.options.flatMap((option) => (option.long ? [option.long] : []));
}

function scriptOf(shell: string, words: Map<string, string[]>): string {
  const cases = [...words].map(([path, list]) => `    "${path}") words="${list.join(' ')}" ;;`).join('\n');
  const body = `_syncline() {
  local path="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _syncline syncline
`;
  switch (shell) {
    case 'bash':
      return body;
    case 'zsh':
      return `autoload -U +X bashcompinit && bashcompinit\n${body}`;
    case 'fish':
      return fishScript(words);
    default:
      throw new CliError({ code: 'usage', message: `There is no completion for ${shell}.`, exit: exitCode.usage });
  }
}

function fishScript(words: Map<string, string[]>): string {
  const lines = ['complete -c syncline -f'];
  for (const [path, list] of words) {
    const seen =
      path === ''
        ? '__fish_use_subcommand'
        : path
            .split(' ')
            .map((word) => `__fish_seen_subcommand_from ${word}`)
            .join('; and ');
    for (const word of list)
      lines.push(`complete -c syncline -n '${seen}' ${word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`}`);
  }
  return `${lines.join('\n')}\n`;
}
