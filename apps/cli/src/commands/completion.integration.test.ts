import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandsOf, createProgram } from '../create-program.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const nobody = { write: () => {} };
const io = { stdout: nobody, stderr: nobody, environment: {}, signal: new AbortController().signal };
const program = createProgram(io, () => {});

/** As `bash` asks for a completion: each line's words, the last of which is being typed. */
const script = `
syncline() { "$NODE" "$MAIN" "$@"; }
source <(syncline completion bash)
complete -p syncline >&2
while IFS= read -r line; do
  IFS=$'\\t' read -r -a COMP_WORDS <<< "$line"
  [[ "$line" == *$'\\t' ]] && COMP_WORDS+=("")
  COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
  COMPREPLY=()
  _syncline
  echo "\${COMPREPLY[*]}"
done <<< "$LINES_TO_ASK"
`;

const paths = commandsOf(program).map((command) => {
  const names: string[] = [];
  for (let at: typeof command | null = command; at !== null && at !== program; at = at.parent) names.unshift(at.name());
  return { command, names };
});
const typed: Readonly<Record<string, string>> = {
  'syncline\tpro': 'process',
  'syncline\tprocess\tpa': 'pause',
  'syncline\tprocess\tshow\tlast\t--js': '--json',
  'syncline\t--workspace\tprocess\tconnections\tch': 'check',
  'syncline\tcompletion\tz': 'zsh',
  'syncline\tstatus\t--output\t': 'table json csv',
  'syncline\tstatus\t--url\t': '',
  'syncline\tnonsense\t--js': '--json',
};

describe('completion in bash', () => {
  let answers: Map<string, string>;
  const lineOf = (names: readonly string[]): string => ['syncline', ...names, ''].join('\t');

  beforeAll(async () => {
    const lines = [...Object.keys(typed), ...paths.map(({ names }) => lineOf(names))];
    const { stdout, stderr } = await promisify(execFile)('bash', ['--noprofile', '--norc', '-c', script], {
      env: { PATH: process.env['PATH'], NODE: process.execPath, MAIN: main, LINES_TO_ASK: lines.join('\n') },
    });
    expect(stderr.trim()).toBe('complete -F _syncline syncline');
    const replies = stdout.split('\n');
    answers = new Map(lines.map((line, index) => [line, replies[index]!]));
  });

  it.each(Object.entries(typed))('completes %j to %j', (line, reply) => {
    expect(answers.get(line)).toBe(reply);
  });

  it('offers below each command all that it has, and no command that it has not', () => {
    const names = new Set(paths.map((path) => path.names.at(-1)));
    for (const path of paths) {
      const offered = answers.get(lineOf(path.names))!.split(' ');
      const children = path.command.commands.map((child) => child.name());
      const options = path.command.options.flatMap(({ long }) => (long ? [long] : []));
      expect(offered, path.names.join(' ')).toEqual(expect.arrayContaining([...children, ...options]));
      const choices = path.command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
      expect(
        offered.filter((word) => names.has(word) && !choices.includes(word)),
        path.names.join(' '),
      ).toEqual(children);
    }
  });
});
