/** Kinds of record that files bring. */
export const fieldKinds = ['account', 'contact', 'deal', 'inventory_item', 'interest'] as const;
export type ImportKind = (typeof fieldKinds)[number];

export type ValueKind = 'text' | 'email' | 'phone' | 'domain' | 'date' | 'datetime' | 'number' | 'boolean';

export interface CanonicalField {
  readonly kind: ImportKind;
  readonly field: string;
  readonly value: ValueKind;
  /** Names of columns, folded (see `foldName`), the usual ones first. */
  readonly names: readonly string[];
}

const currencies = 'currency,waehrung,wahrung,devise,moneda,valuta,waluta';
const notes =
  'notes,note,comment,comments,remarks,bemerkung,notiz,notizen,kommentar,remarque,commentaire,notas,opmerkingen,uwagi';
const categories =
  'category,categories,product group,item group,kategorie,warengruppe,produktgruppe,artikelgruppe,rubrik,categorie,famille,rubrique,categoria,grupo,familia,gruppo,famiglia,groep,productgroep,kategoria,grupa';
const prices =
  'price,list price,regular price,unit price,sales price,asking price,preis,verkaufspreis,vk preis,listenpreis,stueckpreis,stuckpreis,einzelpreis,prix,prix de vente,prix unitaire,tarif,precio,precio de venta,precio unitario,prezzo,prezzo di vendita,prezzo unitario,prijs,verkoopprijs,stukprijs,cena,cena sprzedazy,cena jednostkowa';

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
  field('contact', 'description', 'text', notes),
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
  field('deal', 'currency', 'text', currencies),
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
  field(
    'inventory_item',
    'sku',
    'text',
    'sku,article number,article no,article nr,item number,item no,product number,product code,part number,stock number,stock no,artikelnummer,artikelnr,artikel nr,art nr,artnr,bestellnummer,produktnummer,lagernummer,reference,reference article,reference produit,ref article,numero d article,code article,referencia,codigo,codigo de articulo,numero de articulo,codice,codice articolo,codice prodotto,artikelcode,productcode,numer artykulu,nr artykulu,kod produktu,indeks',
  ),
  field(
    'inventory_item',
    'name',
    'text',
    'item,item name,article,article name,product,product name,artikel,artikelname,artikelbezeichnung,bezeichnung,produkt,produktname,produktbezeichnung,gegenstand,designation,libelle,produit,nom du produit,articulo,producto,nombre del producto,articolo,prodotto,nome prodotto,artikelnaam,productnaam,towar,artykul,nazwa towaru,nazwa produktu,name,nom,nombre,nome,naam,nazwa,title,titel,titre,titulo,titolo,tytul',
  ),
  field('inventory_item', 'category', 'text', categories),
  field(
    'inventory_item',
    'description',
    'text',
    'description,details,item description,beschreibung,artikelbeschreibung,descriptif,descripcion,descrizione,omschrijving,beschrijving,opis',
  ),
  field('inventory_item', 'price', 'number', prices),
  field('inventory_item', 'currency', 'text', currencies),
  field(
    'inventory_item',
    'status',
    'text',
    'status,state,availability,verfuegbarkeit,verfugbarkeit,statut,disponibilite,estado,disponibilidad,stato,disponibilita,beschikbaarheid,dostepnosc',
  ),
  field(
    'inventory_item',
    'quantity',
    'number',
    'quantity,qty,inventory,inventory qty,inventory quantity,stock,in stock,on hand,stock level,units,pieces,bestand,lagerbestand,menge,anzahl,stueck,stuck,stueckzahl,stuckzahl,quantite,stock disponible,cantidad,existencias,unidades,quantita,giacenza,scorta,pezzi,aantal,voorraad,ilosc,stan magazynowy,sztuk',
  ),
  field(
    'inventory_item',
    'url',
    'text',
    'url,link,item url,product url,product link,produktlink,artikellink,lien,enlace,collegamento,odnosnik,website,web page,internetadresse',
  ),
  field(
    'interest',
    'words',
    'text',
    'looking for,searching for,search,wanted,wants,wish,wishes,wish list,wishlist,requirements,needs,interested in,interest,interests,sucht,suche,gesucht,gesuch,suchwunsch,wunsch,wuensche,wunsche,interesse,interessen,interessiert an,recherche,cherche,souhait,souhaits,interet,interets,interesse par,busca,buscando,deseo,deseos,interes,intereses,interesado en,cerca,cercasi,ricerca,desiderio,desideri,interessi,interessato a,zoekt,gezocht,wens,wensen,geinteresseerd in,szuka,poszukuje,zyczenie,zyczenia,zainteresowanie,zainteresowania,zainteresowany',
  ),
  field('interest', 'category', 'text', categories),
  field(
    'interest',
    'price_from',
    'number',
    'price from,from price,budget from,budget min,min budget,minimum budget,min price,price min,minimum price,preis von,preis ab,von preis,budget von,budget ab,mindestpreis,mindestbudget,prix de,prix min,prix minimum,budget de,budget minimum,precio desde,precio minimo,presupuesto desde,presupuesto minimo,prezzo da,prezzo min,prezzo minimo,budget da,prijs van,prijs vanaf,minimumprijs,budget van,budget vanaf,cena od,cena min,cena minimalna,budzet od',
  ),
  field(
    'interest',
    'price_to',
    'number',
    'price to,to price,budget to,budget max,max budget,maximum budget,max price,price max,maximum price,preis bis,bis preis,budget bis,hoechstpreis,hochstpreis,maximalpreis,maximalbudget,prix a,prix max,prix maximum,budget a,budget maximum,precio hasta,precio maximo,presupuesto hasta,presupuesto maximo,prezzo a,prezzo max,prezzo massimo,budget massimo,prijs tot,maximumprijs,maximale prijs,budget tot,cena do,cena max,cena maksymalna,budzet do',
  ),
  field('interest', 'note', 'text', `${notes},details`),
];

/** Columns that hold a whole name of a person. */
export const wholeNames: readonly string[] =
  'name,full name,contact,contact name,contact person,person,ansprechpartner,kontakt,nom complet,nombre completo,nome completo,naam'.split(
    ',',
  );

/** Columns that hold what an interest may cost: from and to, or one of the two. */
export const rangeNames: readonly string[] =
  `budget,price range,budget range,preisspanne,preisrahmen,preisvorstellung,budgetrahmen,fourchette de prix,gamme de prix,presupuesto,rango de precio,rango de precios,fascia di prezzo,prijsklasse,prijsrange,budzet,przedzial cenowy,zakres cen,${prices}`.split(
    ',',
  );

/** Columns that name the row itself. */
export const keyNames: readonly string[] =
  'id,contact id,customer id,account id,external id,record id,kundennummer,kunden nr,kundennr,nummer,no,nr,uuid,guid'.split(
    ',',
  );

/** Names of columns that may number the rows of a list: the next list counts anew. */
export const runningNames: ReadonlySet<string> = new Set(
  'no,nr,nummer,number,num,numero,row,zeile,pos,position,lfd nr,lfdnr,laufende nummer,lp,n,'.split(','),
);

/** Of those the ones that name whom a row is about, not what is said of them. */
export const whoseKeyNames: ReadonlySet<string> = new Set(
  'contact id,customer id,account id,kundennummer,kunden nr,kundennr'.split(','),
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
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
