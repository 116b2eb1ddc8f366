import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliError } from './cli-error.ts';
import { readConfigFile } from './config-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'syncline-config-'));
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const good = `name: mirror
two_way_create: true
settings:
  kinds:
    contact:
      members:
        - connection: left
          stream: contacts
          fields:
            custom.field: x
`;
const refusalOf = (path: string): CliError => {
  try {
    readConfigFile(path);
  } catch (error) {
    return error as CliError;
  }
  throw new Error('It was read');
};

describe('a config file', () => {
  it('is YAML or JSON, with defaults for what it leaves out', () => {
    const { values } = readConfigFile(write('good.yaml', good));
    expect(values).toMatchObject({ name: 'mirror', two_way_create: true, sync_interval: 300, enabled: true });
    expect(readConfigFile(write('good.json', JSON.stringify(values))).values).toEqual(values);
  });

  it.each([
    ['name: [', ':1:8', 'YAML'],
    ['name: a\nname: b\nsettings: {}\n', ':2:1', 'YAML'],
    ['name: a\ntwo_way_creat: true\nsettings: {}\n', ':2:1 two_way_creat: there is no such setting', 'file'],
    ['name: a\nsync_interval: soon\nsettings: {}\n', ':2:1 sync_interval: expected number', 'file'],
    ['just words', ':1:1', 'file'],
    ['', ':1:1', 'file'],
  ])('that is wrong (%j) is refused with its line', (text, place, hint) => {
    const error = refusalOf(write('bad.yaml', text));
    expect(error.exit).toBe(78);
    expect(error.message).toContain(`bad.yaml${place}`);
    expect(error.hint).toContain(hint);
  });

  it.each([
    ['settings.kinds.contact.members.0.stream', ':8:11'],
    ['settings.kinds.contact.members.0.fields.custom.field', ':10:13'],
    ['settings.kinds.contact.members.0.direction', ':7:11'],
    ['settings.nowhere', ':3:1'],
  ])('has the line of what the API finds wrong at %s', (field, place) => {
    const file = readConfigFile(write('good.yaml', good));
    const error = new CliError({ code: 'c', message: 'm', exit: 78, problems: [{ field, message: 'is wrong' }] });
    expect(file.locate(error).message).toContain(`good.yaml${place} ${field}: is wrong`);
  });

  it('that is not there is told', () => {
    expect(refusalOf(join(folder, 'none.yaml'))).toMatchObject({ exit: 3, code: 'not-found' });
  });
});
