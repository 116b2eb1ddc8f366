import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createRandom } from '../shared/random.ts';

/** What the file says, told without the engine: what the graph has to hold. */
export interface Expected {
  /** `email` → fields and the name of the company. */
  readonly contacts: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
  readonly badRows: number;
  readonly rows: number;
}

/** Writes people and their companies as a German export: every hundredth row can't be read, some say a thing twice. */
export async function makeFile(path: string, rows: number, seed: number): Promise<Expected> {
  const random = createRandom(seed);
  const file = createWriteStream(path);
  file.write('Vorname;Nachname;E-Mail;Firma;Website;Mitarbeiter\r\n');
  const contacts = new Map<string, string>();
  const accounts = new Map<string, string>();
  let badRows = 0;
  const companies = Math.max(10, Math.floor(rows / 20));
  for (let row = 0; row < rows; row++) {
    const repeats = row > 100 && random.below(50) === 0;
    const who = repeats ? random.below(row) : row;
    const at = who % companies;
    const [first, last, email] = [`Vor "${who % 97}"`, `Näch, ${who}`, `p${who}@c${at}.example.com`];
    const isBad = who % 100 === 99;
    const staff = isBad ? 'viele' : `${(at % 900) + 1}.000`;
    const line = [first, last, email, `Firma ${at}`, `https://www.company-${at}.de/x`, staff].map(quoted).join(';');
    if (!file.write(`${line}\r\n`)) await once(file, 'drain');
    if (isBad) badRows += 1;
    else {
      contacts.set(email, JSON.stringify([first, last, `Firma ${at}`]));
      accounts.set(`company-${at}.de`, JSON.stringify([`Firma ${at}`, ((at % 900) + 1) * 1000]));
    }
  }
  file.end();
  await once(file, 'finish');
  return { contacts, accounts, badRows, rows };
}

/** Writes which of those people are at another company by now, each seventh; the graph has to hold that instead. */
export async function makeMoves(path: string, { contacts, accounts }: Expected): Promise<Expected> {
  const file = createWriteStream(path);
  file.write('E-Mail;Firma;Abteilung\r\n');
  const moved = new Map(contacts);
  const companies = [...accounts.values()].map((said) => JSON.parse(said)[0] as string);
  for (const [at, [email, said]] of [...contacts].entries()) {
    if (at % 7 !== 0) continue;
    const [first, last, company] = JSON.parse(said) as [string, string, string];
    const other = companies[(companies.indexOf(company) + 1 + (at % 5)) % companies.length]!;
    moved.set(email, JSON.stringify([first, last, other]));
    if (!file.write(`${email};${quoted(other)};Einkauf\r\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return { contacts: moved, accounts, badRows: 0, rows: Math.ceil(contacts.size / 7) };
}

function quoted(text: string): string {
  return /[";,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
