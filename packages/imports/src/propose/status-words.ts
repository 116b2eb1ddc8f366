/** How files say what the rules of insights go by, in the seven languages of the names of columns; without accents. */
const words: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    sold: 'sold,verkauft,vendu,vendue,vendido,vendida,venduto,venduta,verkocht,sprzedany,sprzedana,sprzedane',
    reserved: 'reserved,reserviert,reserve,reservee,reservado,reservada,riservato,riservata,gereserveerd,zarezerwowany',
    available:
      'available,in stock,verfuegbar,verfugbar,auf lager,lieferbar,disponible,en stock,disponibile,beschikbaar,op voorraad,dostepny,dostepna,dostepne',
  }).flatMap(([status, said]) => said.split(',').map((word) => [word, status])),
);

/** Those words of a column that mean a status of the hub, and which. */
export function statusWords(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    values.flatMap((value) => {
      const folded = value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').trim();
      const status = Object.hasOwn(words, folded) ? words[folded] : undefined;
      return status === undefined || status === value ? [] : [[value, status]];
    }),
  );
}
