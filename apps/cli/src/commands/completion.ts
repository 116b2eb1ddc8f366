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
        const script = scriptOf(name, program);
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
  walk(program, (command, path) =>
    words.set(path, [
      ...command.commands.map((child) => child.name()),
      ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
      ...longOptions(command),
      ...(command === program ? [] : globals),
    ]),
  );
  return words;
}

/** What may follow an option that wants a value, by the path before it and its name; empty where that is free. */
function valuesByOption(program: Command): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  walk(program, (command, path) => {
    for (const each of [...command.options, ...(command === program ? [] : program.options)])
      if (each.long && (each.required || each.optional)) values.set(`${path} ${each.long}`, each.argChoices ?? []);
  });
  return values;
}

function walk(program: Command, see: (command: Command, path: string) => void): void {
  const visit = (command: Command, path: string): void => {
    see(command, path);
    for (const child of command.commands) visit(child, path === '' ? child.name() : `${path} ${child.name()}`);
  };
  visit(program, '');
}

function longOptions(command: Command): string[] {
  return command.options.flatMap((option) => (option.long ? [option.long] : []));
}

function scriptOf(shell: string, program: Command): string {
  switch (shell) {
    case 'bash':
      return bashScript(program);
    case 'zsh':
      return `autoload -U +X bashcompinit && bashcompinit\n${bashScript(program)}`;
    case 'fish':
      return fishScript(wordsByPath(program));
    default:
      throw new CliError({ code: 'usage', message: `There is no completion for ${shell}.`, exit: exitCode.usage });
  }
}

/** Goes along the words for as long as they name a command; the others are options, their values and arguments. */
function bashScript(program: Command): string {
  const words = wordsByPath(program);
  const paths = [...words.keys()].filter((path) => path !== '').map((path) => `"${path}"`);
  const cases = [...words].map(([path, list]) => `    "${path}") words="${list.join(' ')}" ;;`);
  const byValues = Map.groupBy(valuesByOption(program), ([, list]) => list.join(' '));
  const values = [...byValues].map(
    ([list, options]) => `    ${options.map(([option]) => `"${option}"`).join('|')}) words="${list}" ;;`,
  );
  const wanting = [...byValues.values()].flat().map(([option]) => `"${option}"`);
  return `_syncline() {
  local path="" word last="" words="" before="\${COMP_WORDS[COMP_CWORD-1]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $last" in
      ${wanting.join('|')}) last="" && continue ;;
    esac
    last="$word"
    case "\${path:+$path }$word" in
      ${paths.join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  case "$path $before" in
${values.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _syncline syncline
`;
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
