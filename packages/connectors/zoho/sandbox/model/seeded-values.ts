import type { Json } from '@syncline/core';
import { Dice, hash32, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { recordId, timeText } from './row.ts';
import { QUOTE_STAGES, STAGES } from './schemas.ts';

const COMPANIES = ['Acme', 'Globex', 'Initech', 'Umbrella', 'Hooli', 'Müller', 'Société Générique', '東京商事'];
const FIRST = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Zoë', 'José', 'Łukasz', "D'Arcy", '花子'];
const LAST = ['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Müller', 'García', "O'Neill", '山田'];

export interface SeedParts {
  readonly seed: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** What a seeded record holds beside the system's own fields: the same for the same seed, module and number. */
export function seededValues(
  module: string,
  position: number,
  created: number,
  parts: SeedParts,
): Readonly<Record<string, Json>> {
  const dice = new Dice(hash32(parts.seed, Number.parseInt(module, 36) >>> 0, position));
  const some = (target: string, moduleNumber: string): string | null => {
    const count = parts.counts[target] ?? 0;
    return count === 0 ? null : recordId(moduleNumber, dice.below(count));
  };
  const Owner = some('Users', '10');
  switch (module) {
    case 'Users':
      return {
        full_name: `${dice.pick(FIRST)} ${dice.pick(LAST)}`,
        email: `user${position}@acme.example`,
        status: position === 0 || dice.chance(0.9) ? 'active' : 'inactive',
        role: position === 0 ? 'CEO' : 'Sales',
      };
    case 'Accounts':
      return {
        Account_Name: `${dice.pick(COMPANIES)} ${position + 1}`,
        Website: dice.chance(0.9) ? `https://www.Company-${position + 1}.example/about` : null,
        Industry: dice.pick(['Banking', 'Retail', 'Energy', null]),
        Segment: dice.pick(['Enterprise', 'Mid-Market', 'SMB']),
        Account_Type: dice.pick(['Customer', 'Prospect', null]),
        Phone: `+49 30 ${100_000 + position}`,
        Description: dice.chance(0.4) ? paragraphFrom(dice) : null,
        Employees: dice.below(50_000),
        Annual_Revenue: dice.below(1_000) * 100_000,
        Billing_Country: dice.pick(['Germany', 'France', 'Japan']),
        Region: dice.pick(['EMEA', 'APAC', null]),
        Owner,
      };
    case 'Contacts':
      return {
        First_Name: dice.pick(FIRST),
        Last_Name: dice.pick(LAST),
        Email: `person${position + 1}@company.example`,
        Phone: dice.chance(0.5) ? `+49 40 ${200_000 + position}` : null,
        Title: dice.pick(['CTO', 'Buyer', 'Engineer', null]),
        Department: dice.pick(['IT', 'Purchasing', null]),
        Account_Name: some('Accounts', '11'),
        Owner,
      };
    case 'Deals': {
      const [Stage, Probability] = dice.pick(STAGES);
      return {
        Deal_Name: `Deal ${position + 1}`,
        Stage,
        Probability,
        Amount: dice.chance(0.9) ? dice.below(10_000_000) / 100 : null,
        Currency_Code: 'EUR',
        Closing_Date: `2026-${String(1 + dice.below(12)).padStart(2, '0')}-15`,
        Type: dice.pick(['New Business', 'Existing Business', null]),
        Next_Step: dice.chance(0.3) ? titleFrom(dice).slice(0, 100) : null,
        Account_Name: some('Accounts', '11'),
        Contact_Name: some('Contacts', '12'),
        Owner,
      };
    }
    case 'Products':
      return { Product_Name: `Product ${position + 1}`, Owner };
    case 'Quotes':
      return {
        Subject: `Quote ${position + 1}`,
        Quote_Stage: dice.pick(QUOTE_STAGES),
        Quoted_Items: [{ Product_Name: { id: recordId('14', 0) }, Quantity: 1, List_Price: 0 }],
        Quote_Total: dice.below(1_000_000) / 100,
        Currency_Code: 'EUR',
        Valid_Till: '2026-12-31',
        Quote_Version: 1 + dice.below(3),
        Attachment_Reference: dice.chance(0.5) ? `quotes/${position + 1}.pdf` : null,
        Deal_Name: some('Deals', '13'),
        Account_Name: some('Accounts', '11'),
        Owner,
      };
    case 'Calls':
      return {
        Subject: titleFrom(dice).slice(0, 255),
        Description: dice.chance(0.6) ? paragraphFrom(dice) : null,
        Call_Type: dice.pick(['Outbound', 'Inbound', 'Missed']),
        Call_Start_Time: timeText(created - 600),
        Call_Duration: dice.chance(0.9) ? `${String(dice.below(90)).padStart(2, '0')}:${10 + dice.below(50)}` : null,
        Outgoing_Call_Status: 'Completed',
        What_Id: dice.chance(0.5) ? some('Accounts', '11') : some('Deals', '13'),
        Who_Id: dice.chance(0.7) ? some('Contacts', '12') : null,
        Owner,
      };
    case 'Notes':
      return {
        Note_Title: dice.chance(0.7) ? titleFrom(dice).slice(0, 120) : null,
        Note_Content: paragraphFrom(dice),
        Parent_Id: some('Accounts', '11') ?? some('Deals', '13') ?? some('Contacts', '12'),
        Owner,
      };
    default:
      return {};
  }
}
