import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinRules } from '@syncline/engine/alerts';
import { expect, it } from 'vitest';
import { commandsOf, createProgram } from './create-program.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'runbooks');
const pages = readdirSync(folder).filter((file) => file.endsWith('.md'));
const textOf = (page: string): string => readFileSync(join(folder, page), 'utf8');

it.each(Object.keys(builtinRules))('the builtin alert %s has its runbook, and the index names it', (rule) => {
  const page = `${rule.replaceAll('_', '-')}.md`;
  expect(pages).toContain(page);
  expect(textOf(page)).toContain(`\`${rule}\``);
  expect(textOf('README.md')).toContain(`(${page})`);
});

const commands = pages.flatMap((page) =>
  [...textOf(page).matchAll(/`syncline ([^`]+)`/g)].map(([, command]) => [page, command!] as const),
);

it.each(commands)('%s: syncline %s exists, with the options that it names', (_page, text) => {
  const program = createProgram(
    {
      stdout: { write: () => true },
      stderr: { write: () => true },
      environment: {},
      signal: new AbortController().signal,
    },
    () => {},
  );
  let command = program;
  const words = text.split(' ');
  for (const word of words) {
    const below = command.commands.find((each) => each.name() === word);
    if (!below) break;
    command = below;
  }
  expect(commandsOf(program), text).toContain(command);
  expect(command, text).not.toBe(program);
  const known = command.options.map(({ long }) => long);
  for (const option of words.filter((word) => /^--[a-z]/.test(word))) expect(known, text).toContain(option);
});
