import {
  custom,
  date,
  datetime,
  type FieldSchema,
  lookup,
  type ModuleSchema,
  number,
  picklist,
  text,
  textarea,
} from './module-schema.ts';

export const STAGES: readonly (readonly [name: string, probability: number])[] = [
  ['Qualification', 10],
  ['Needs Analysis', 20],
  ['Value Proposition', 40],
  ['Identify Decision Makers', 60],
  ['Proposal/Price Quote', 75],
  ['Negotiation/Review', 90],
  ['Closed Won', 100],
  ['Closed Lost', 0],
  ['Closed Lost to Competition', 0],
];
export const PIPELINES = ['Standard (Standard)', 'Renewals'] as const;
export const QUOTE_STAGES = [
  'Draft',
  'Negotiation',
  'Delivered',
  'On Hold',
  'Confirmed',
  'Closed Won',
  'Closed Lost',
] as const;

/** https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html */
const UPSERTED = new Set(['Accounts', 'Contacts', 'Deals', 'Products', 'Quotes']);
const QUERIED = new Set([...UPSERTED, 'Calls']);

const owner = lookup(['Users']);
const key = custom(text(50, { isUnique: true }));

/** The modules of the simulated organisation, as a fresh one has them with the custom fields of our set-up. */
export const SCHEMAS: readonly ModuleSchema[] = [
  schema('Users', '10', 'full_name', { full_name: text(100), email: text(100), status: text(20), role: text(50) }),
  schema('Accounts', '11', 'Account_Name', {
    Account_Name: text(200, { isRequired: true }),
    Website: text(450),
    Industry: picklist(),
    Segment: custom(text(100)),
    Account_Type: picklist(),
    Phone: text(30),
    Description: textarea(),
    Employees: number(0),
    Annual_Revenue: number(2),
    Billing_Country: text(100),
    // The organisation's own, unknown to the connector until its settings name it.
    Region: custom(text(100)),
    Owner: owner,
    Syncline_Key: key,
  }),
  schema('Contacts', '12', 'Full_Name', {
    Full_Name: text(120, { isReadOnly: true }),
    First_Name: text(40),
    Last_Name: text(80, { isRequired: true }),
    Email: text(100),
    Phone: text(50),
    Title: text(100),
    Department: text(50),
    Description: textarea(),
    Account_Name: lookup(['Accounts']),
    Owner: owner,
    Syncline_Key: key,
  }),
  schema('Deals', '13', 'Deal_Name', {
    Deal_Name: text(120, { isRequired: true }),
    Stage: picklist(
      STAGES.map(([name]) => name),
      { isRequired: true },
    ),
    Pipeline: picklist(PIPELINES),
    Amount: number(2),
    Currency_Code: custom(text(3)),
    Probability: number(0),
    Closing_Date: date(),
    Type: picklist(),
    Next_Step: text(100),
    Description: textarea(),
    Account_Name: lookup(['Accounts']),
    Contact_Name: lookup(['Contacts']),
    Owner: owner,
    Syncline_Key: key,
  }),
  schema('Products', '14', 'Product_Name', { Product_Name: text(200, { isRequired: true }), Owner: owner }),
  schema('Quotes', '15', 'Subject', {
    Subject: text(300, { isRequired: true }),
    Quote_Stage: picklist(QUOTE_STAGES),
    Quoted_Items: { type: 'subform', isRequired: true },
    Quote_Total: custom(number(2)),
    Currency_Code: custom(text(3)),
    Valid_Till: date(),
    Description: textarea(),
    Quote_Version: custom(number(0)),
    Attachment_Reference: custom(text(255)),
    Deal_Name: lookup(['Deals']),
    Account_Name: lookup(['Accounts']),
    Owner: owner,
    Syncline_Key: key,
  }),
  schema('Calls', '16', 'Subject', {
    Subject: text(255, { isRequired: true }),
    Description: textarea(),
    Call_Type: picklist(['Outbound', 'Inbound', 'Missed'], { isRequired: true }),
    Outgoing_Call_Status: picklist(['Scheduled', 'Completed'], { isReadOnly: true }),
    Call_Start_Time: datetime({ isRequired: true }),
    Call_Duration: text(20),
    What_Id: lookup(['Accounts', 'Deals']),
    Who_Id: lookup(['Contacts']),
    Owner: owner,
    // Activities have no unique fields.
    Syncline_Key: custom(text(50)),
  }),
  schema('Notes', '17', 'Note_Title', {
    Note_Title: text(120),
    Note_Content: textarea({ isRequired: true }),
    Parent_Id: lookup(['Accounts', 'Contacts', 'Deals'], { isRequired: true }),
    Owner: owner,
  }),
];

function schema(
  name: string,
  number_: string,
  nameField: string,
  fields: Readonly<Record<string, FieldSchema>>,
): ModuleSchema {
  const system: Record<string, FieldSchema> = {
    id: text(20, { isReadOnly: true }),
    Created_Time: datetime({ isReadOnly: true }),
    Modified_Time: datetime({ isReadOnly: true }),
  };
  return {
    name,
    number: number_,
    nameField,
    fields: new Map(Object.entries({ ...system, ...fields })),
    hasUpsert: UPSERTED.has(name),
    isQueried: QUERIED.has(name),
  };
}
