import { describe, expect, it } from 'vitest';
import { inspectFile } from '../inspect-file.ts';
import { bytesOf } from '../testing/bytes-of.ts';

/** The kinds that a file brings, and which fields its columns are taken for. */
async function proposed(...rows: string[]) {
  const { manifest, columns } = await inspectFile(bytesOf(`${rows.join('\n')}\n`), 'a.csv');
  const fields = columns.map(({ kind, field }) => (kind === null ? null : `${kind}.${field}`));
  return { kinds: manifest.records.map(({ kind }) => kind), fields, manifest };
}

const item = ['sku', 'name', 'category', 'price', 'quantity', 'status'].map((field) => `inventory_item.${field}`);

describe('a list of what is in stock', () => {
  it.each([
    ['English', 'SKU;Product;Category;Price;Stock;Status'],
    ['German', 'Artikelnummer;Bezeichnung;Warengruppe;Preis;Lagerbestand;Status'],
    ['French', 'Référence;Désignation;Catégorie;Prix de vente;Quantité;Statut'],
    ['Spanish', 'Código;Producto;Categoría;Precio;Existencias;Estado'],
    ['Italian', 'Codice articolo;Prodotto;Categoria;Prezzo;Giacenza;Stato'],
    ['Dutch', 'Artikelcode;Artikelnaam;Categorie;Prijs;Voorraad;Beschikbaarheid'],
    ['Polish', 'Numer artykułu;Nazwa produktu;Kategoria;Cena;Ilość;Dostępność'],
  ])('is told by its columns in %s', async (_, header) => {
    const { kinds, fields } = await proposed(header, 'B-1;Boat;boats;9000.50;1;new', 'B-2;Anchor;parts;20;4;new');
    expect({ kinds, fields }).toEqual({ kinds: ['inventory_item'], fields: item });
  });

  it('is told by its numbers where it has them, and not by where they stand in the list', async () => {
    const keyOf = async (header: string) =>
      (await proposed(header, '1;B-1;Boat;9', '2;B-2;Anchor;20')).manifest.records.map(({ kind, key }) => [kind, key]);
    expect(await keyOf('Nr;Artikelnummer;Bezeichnung;Preis')).toEqual([['inventory_item', []]]);
    expect(await keyOf('Id;Kategorie;Bezeichnung;Preis')).toEqual([['inventory_item', ['Id']]]);
  });

  it('has names, titles and addresses of its own', async () => {
    const { kinds, fields } = await proposed(
      'Id,Title,Description,Price,Currency,Link',
      '1,Boat,"old, wooden",9.5,EUR,https://shop.example.com/1',
    );
    expect(kinds).toEqual(['inventory_item']);
    expect(fields).toEqual([
      null,
      ...['name', 'description', 'price', 'currency', 'url'].map((field) => `inventory_item.${field}`),
    ]);
  });

  it.each([
    ['deals', 'Deal,Product,Price,Stage,Amount', 'Big,Boat,9,open,9', ['deal']],
    ['people', 'Email,Category,Status,Product,Price', 'a@b.example,x,new,Boat,9', ['contact']],
    ['companies', 'Company,Category,Price,Country', 'Acme,x,9,DE', ['account']],
  ])('is not what a list of %s is', async (_, header, row, kinds) => {
    const found = await proposed(header, row);
    expect(found.kinds).toEqual(kinds);
    expect(found.fields.filter((field) => field?.startsWith('inventory_item'))).toEqual([]);
  });
});

const wish = ['words', 'category', 'price_from', 'price_to', 'note'].map((field) => `interest.${field}`);

describe('a list of what people look for', () => {
  it.each([
    ['English', 'Looking for;Category;Budget from;Budget to;Notes'],
    ['German', 'Sucht;Kategorie;Preis von;Preis bis;Bemerkung'],
    ['French', 'Recherche;Catégorie;Prix min;Prix max;Commentaire'],
    ['Spanish', 'Busca;Categoría;Precio desde;Precio hasta;Notas'],
    ['Italian', 'Cerca;Categoria;Prezzo da;Prezzo a;Note'],
    ['Dutch', 'Zoekt;Categorie;Prijs van;Prijs tot;Opmerkingen'],
    ['Polish', 'Poszukuje;Kategoria;Cena od;Cena do;Uwagi'],
  ])('is told by its columns in %s, and is of the people', async (_, header) => {
    const found = await proposed(`Email;${header}`, 'a@b.example;boat;boats;50.5;100;soon');
    expect(found.kinds).toEqual(['contact', 'interest']);
    expect(found.fields).toEqual(['contact.email', ...wish]);
    expect(found.manifest.records[1]).toMatchObject({ links: { contact: 'contact' }, key: [] });
  });

  it('is of companies, too, whose numbers are theirs', async () => {
    const { manifest } = await proposed('Kundennummer;Firma;Gesucht;Budget', '7;Acme;Boot;100', '8;Globex;Boot;90,5');
    expect(manifest.records.map(({ kind, key, links }) => ({ kind, key, links }))).toEqual([
      { kind: 'account', key: ['Kundennummer'], links: {} },
      { kind: 'interest', key: [], links: { account: 'account' } },
    ]);
  });

  it.each(['No', 'Nr.', 'Nummer'])('is not told by where it stands in the list: %s', async (name) => {
    const { manifest } = await proposed(`${name};Email;Sucht;Budget`, '1;a@b.example;Boot;100', '2;c@d.example;Tau;9');
    expect(manifest.records.map(({ kind, key }) => [kind, key])).toEqual([
      ['contact', []],
      ['interest', []],
    ]);
  });

  it('is not told by where it stands in a list, also of one row', async () => {
    const { manifest } = await proposed('Nr;Email;Firma', '1;a@b.example;Acme');
    expect(manifest.records.flatMap(({ key }) => key)).toEqual([]);
  });

  it.each([
    ['people and what they like', 'Email,Interests,City', 'a@b.example,golf,Rome'],
    ['people and where they are sorted', 'Email,Category,Status', 'a@b.example,gold,active'],
  ])('is not what a list of %s is', async (_, header, row) => {
    expect((await proposed(header, row)).kinds).toEqual(['contact']);
  });

  it('is nobody’s without a column of people or companies, and brings nothing', async () => {
    expect((await proposed('Looking for,Budget', 'boat,100')).kinds).toEqual([]);
  });
});
