import { Dice, hash32 } from '@syncline/sandbox';
import { renderUser } from '../render/render-user.ts';
import type { SandboxUser } from './records.ts';

const FIRST = [
  'Ada',
  'Bo',
  'Chiara',
  'Dmitri',
  'Esra',
  'Farid',
  'Grete',
  'Hana',
  'Ivo',
  'Jörg',
  'Kaito',
  'Lena',
  'Mateo',
  'Noor',
  'Oona',
  'Paweł',
  'Quinn',
  'Renée',
  'Søren',
  'Tomás',
  'Uma',
  'Vera',
  'Wen',
  'Xenia',
  'Yusuf',
  'Zoë',
] as const;
const LAST = [
  'Abe',
  'Bianchi',
  'Čapek',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  'Horvat',
  'Ito',
  'Jansen',
  'Kowalski',
  'López',
  'Müller',
  'Nguyen',
  'Okafor',
  'Petrov',
  'Quist',
  'Rossi',
  'Şahin',
  'Tanaka',
] as const;
const MEMBERS = 50;
const OUTSIDERS = 150;

/** The organisation's members first, then authors from outside. The first member owns the token. */
export function seededUsers(seed: number): SandboxUser[] {
  return Array.from({ length: MEMBERS + OUTSIDERS }, (_, position) => {
    const dice = new Dice(hash32(seed, 0x75736572, position));
    const first = dice.pick(FIRST);
    const last = dice.pick(LAST);
    const id = 10_001 + position;
    const login = `${plain(first)}-${plain(last)}-${position + 1}`;
    return {
      id,
      login,
      name: `${first} ${last}`,
      email: dice.chance(0.6) ? `${login}@example.com` : null,
      isMember: position < MEMBERS,
      json: renderUser(id, login, 'User'),
    };
  });
}

function plain(name: string): string {
  return name
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('Ø', 'O')
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}
