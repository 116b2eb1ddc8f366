/** Kinds of record that files bring. */
export const fieldKinds = ['account', 'contact', 'deal'] as const;
export type ImportKind = (typeof fieldKinds)[number];

export type ValueKind = 'text' | 'email' | 'phone' | 'domain' | 'date' | 'datetime' | 'number' | 'boolean';

export interface CanonicalField {
  readonly kind: ImportKind;
  readonly field: string;
  readonly value: ValueKind;
  /** Names of columns, folded (see `foldName`), the usual ones first. */
  readonly names: readonly string[];
}

const field = (kind: ImportKind, name: string, value: ValueKind, names: string): CanonicalField => ({
  kind,
  field: name,
  value,
  names: names.split(',').map((each) => each.trim()),
});

/** What columns are called, in English, German, French, Spanish, Italian, Dutch and Polish. */
export const canonicalFields: readonly CanonicalField[] = [
  field(
    'contact',
    'first_name',
    'text',
    'first name,firstname,given name,forename,vorname,prenom,nombre,nome,voornaam,imie',
  ),
  field(
    'contact',
    'last_name',
    'text',
    'last name,lastname,surname,family name,nachname,familienname,zuname,nom,nom de famille,apellido,apellidos,cognome,achternaam,nazwisko',
  ),
  field(
    'contact',
    'email',
    'email',
    'email,e mail,mail,email address,e mail address,e mail adresse,email adresse,mailadresse,courriel,adresse email,correo,correo electronico,indirizzo email,e mailadres,contact email,work email',
  ),
  field(
    'contact',
    'phone',
    'phone',
    'phone,telephone,phone number,tel,mobile,cell,telefon,telefonnummer,handy,mobil,rufnummer,telefono,telefoon,numero de telephone,portable,movil,cellulare',
  ),
  field(
    'contact',
    'title',
    'text',
    'title,job title,position,role,titel,funktion,fonction,poste,cargo,puesto,qualifica,functie,stanowisko',
  ),
  field(
    'contact',
    'department',
    'text',
    'department,dept,abteilung,service,departement,departamento,reparto,afdeling,dzial',
  ),
  field(
    'contact',
    'description',
    'text',
    'notes,note,comment,comments,remarks,bemerkung,notiz,notizen,kommentar,remarque,commentaire,notas,opmerkingen,uwagi',
  ),
  field(
    'account',
    'name',
    'text',
    'company,company name,account,account name,organisation,organization,employer,firma,firmenname,unternehmen,kunde,societe,entreprise,empresa,compania,azienda,societa,bedrijf,bedrijfsnaam,client,customer',
  ),
  field(
    'account',
    'domain',
    'domain',
    'domain,website,web site,url,homepage,web,company domain,internetseite,webseite,site web,sitio web,pagina web,sito web',
  ),
  field('account', 'industry', 'text', 'industry,sector,branche,secteur,sector industrial,settore,bedrijfstak'),
  field('account', 'phone', 'phone', 'company phone,switchboard,main phone,zentrale,standard'),
  field(
    'account',
    'employees',
    'number',
    'employees,headcount,number of employees,mitarbeiter,mitarbeiterzahl,effectif,effectifs,empleados,dipendenti,medewerkers',
  ),
  field(
    'account',
    'annual_revenue',
    'number',
    'revenue,annual revenue,turnover,umsatz,jahresumsatz,chiffre d affaires,ingresos,fatturato,omzet',
  ),
  field('account', 'billing_country', 'text', 'country,land,pays,pais,paese,kraj,billing country'),
  field('account', 'segment', 'text', 'segment,tier,customer segment,kundensegment'),
  field('account', 'type', 'text', 'account type,company type,kundentyp'),
  field('deal', 'name', 'text', 'deal,deal name,opportunity,opportunity name,auftrag,opportunite,oportunidad'),
  field(
    'deal',
    'amount',
    'number',
    'amount,deal amount,value,deal value,betrag,summe,montant,importe,importo,bedrag,kwota,wert',
  ),
  field('deal', 'currency', 'text', 'currency,waehrung,wahrung,devise,moneda,valuta,waluta'),
  field('deal', 'stage', 'text', 'stage,deal stage,sales stage,phase,verkaufsphase,etape,etapa,fase'),
  field(
    'deal',
    'close_date',
    'date',
    'close date,closing date,expected close,abschlussdatum,abschluss,date de cloture,fecha de cierre,data di chiusura',
  ),
  field(
    'deal',
    'probability',
    'number',
    'probability,win probability,wahrscheinlichkeit,probabilite,probabilidad,probabilita',
  ),
  field('deal', 'next_step', 'text', 'next step,next steps,naechster schritt,nachster schritt,prochaine etape'),
];

/** Columns that hold a whole name of a person. */
export const wholeNames: readonly string[] =
  'name,full name,contact,contact name,contact person,person,ansprechpartner,kontakt,nom complet,nombre completo,nome completo,naam'.split(
    ',',
  );

/** Columns that name the row itself. */
export const keyNames: readonly string[] =
  'id,contact id,customer id,account id,external id,record id,kundennummer,kunden nr,kundennr,nummer,no,nr,uuid,guid'.split(
    ',',
  );

export function fieldOf(kind: string, name: string): CanonicalField | undefined {
  return canonicalFields.find((each) => each.kind === kind && each.field === name);
}

/** A name as it is compared: without accents, case, marks and camel humps. */
export function foldName(name: string): string {
  return name
    .replace(/ \(\d+\)$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
